package io.lynceus.vision;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Why a file could not be read or written, or a host not reached, in words: of Java's own exceptions many say no more
 * than the name.
 */
public final class Reason {
    private Reason() {}

    /** A few words for the end of a message that names the file. */
    public static String of(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is no folder";
        }
        if (failure instanceof UnknownHostException) {
            return "no such host: " + failure.getMessage();
        }
        if (failure instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return failure.getMessage() == null ? "the system does not say why" : failure.getMessage();
    }
}
