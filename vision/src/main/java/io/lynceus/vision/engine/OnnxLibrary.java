package io.lynceus.vision.engine;

import ai.onnxruntime.OrtEnvironment;
import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's native libraries, unpacked to the cache folder once. Left to itself the runtime unpacks them to the
 * temporary folder at each start and deletes them at the end, which a process that is killed does not have.
 *
 * <p>Versions lie side by side, each in a folder named after its content; processes that unpack at the same time do it
 * each for itself and move the same file into place.
 */
final class OnnxLibrary {
    private static final String PATH = "onnxruntime.native.path";

    private static final String BINDING = "onnxruntime4j_jni";

    private OnnxLibrary() {}

    /**
     * Has the runtime load from the cache folder. Call before its first use. A cache that cannot be written to is no
     * reason not to run: then from a temporary folder, which the end of the process deletes.
     *
     * @throws RunError when that cannot be written to either
     */
    static synchronized void unpack() {
        if (System.getProperty(PATH) != null) {
            return;
        }
        Path folder;
        try {
            folder = unpackTo(CacheFolder.path());
        } catch (IOException e) {
            System.getLogger(OnnxLibrary.class.getName()).log(System.Logger.Level.DEBUG, "not unpacked", e);
            folder = unpackForNow();
        }
        if (folder != null) {
            System.setProperty(PATH, folder.toString());
        }
    }

    private static @Nullable Path unpackForNow() {
        try {
            Path temporary = Files.createTempDirectory("lynceus-");
            try {
                return unpackTo(temporary);
            } finally {
                deleteAtEnd(temporary);
            }
        } catch (IOException e) {
            throw new RunError(
                    "ONNX Runtime cannot be unpacked, neither to " + CacheFolder.path() + " nor to "
                            + System.getProperty("java.io.tmpdir") + ": " + Reason.of(e),
                    e);
        }
    }

    /** Java deletes in the opposite order, a folder's files before it. */
    private static void deleteAtEnd(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.forEach(one -> one.toFile().deleteOnExit());
        }
    }

    /** The folder with the libraries, below another; null where the runtime is not in a jar. */
    private static @Nullable Path unpackTo(Path root) throws IOException {
        String resources = "/ai/onnxruntime/native/" + platform() + "/";
        Path folder = null;
        for (String name : CudaProvider.load() ? List.of(BINDING) : List.of("onnxruntime", BINDING)) {
            String file = System.mapLibraryName(name);
            URL packed = OrtEnvironment.class.getResource(resources + file);
            if (packed == null || !(packed.openConnection() instanceof JarURLConnection jar)) {
                return null;
            }
            JarEntry entry = jar.getJarEntry();
            if (folder == null) {
                folder = root.resolve(String.format("native/onnxruntime-%08x", entry.getCrc()));
            }
            unpack(packed, entry.getSize(), folder.resolve(file));
        }
        return folder;
    }

    private static void unpack(URL packed, long size, Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) == size) {
            return;
        }
        Files.createDirectories(file.getParent());
        Path temporary = Files.createTempFile(file.getParent(), "unpacking", ".tmp");
        try (InputStream in = packed.openStream()) {
            Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** As the runtime's jar names its folders. */
    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return (os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux")
                + (arch.equals("amd64") || arch.equals("x86_64") ? "-x64" : "-" + arch);
    }
}
