package io.lynceus.vision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small text that somebody else's program wrote: UTF-8 or UTF-16, with or without a byte order mark, else Latin-1,
 * which any bytes are. Lines may end as those of any system do. Any thread.
 */
public final class TextFile {
    private TextFile() {}

    /** The whole text without its byte order mark. */
    public static String read(Path file) throws IOException {
        return text(Files.readAllBytes(file));
    }

    /** The lines without their ends. */
    public static List<String> lines(Path file) throws IOException {
        return read(file).lines().toList();
    }

    static String text(byte[] bytes) {
        Charset charset = utf16(bytes);
        String text = charset == null ? utf8(bytes) : new String(bytes, charset);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** By the byte order mark, or by where the zeros lie that half of the bytes of UTF-16 are; null for neither. */
    private static @Nullable Charset utf16(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : (bytes[0] & 255) << 8 | bytes[1] & 255;
        if (first == 0xfffe || (first > 0xff && (first & 255) == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return first == 0xfeff || (first > 0 && first <= 0xff) ? StandardCharsets.UTF_16BE : null;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
