package io.lynceus.schemas;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;

/** The contracts as each released version had them, from {@code schemas/released}. */
final class ReleasedSchemas {
    private static final String ROOT = "/avro/released/";
    /** Later files use types of earlier ones. */
    private static final List<String> FILES =
            List.of("EncodedPacket.avsc", "FrameDetections.avsc", "CameraStatus.avsc");

    private ReleasedSchemas() {}

    static List<String> versions() {
        return read("versions.txt").lines().filter(line -> !line.isBlank()).toList();
    }

    /** @return the record's schema in each released version that has it, oldest first */
    static List<Schema> of(String fullName) {
        return versions().stream()
                .map(ReleasedSchemas::parse)
                .flatMap(List::stream)
                .filter(schema -> schema.getFullName().equals(fullName))
                .toList();
    }

    private static List<Schema> parse(String version) {
        Schema.Parser parser = new Schema.Parser();
        return FILES.stream()
                .map(file -> parser.parse(read(version + "/" + file)))
                .toList();
    }

    private static String read(String file) {
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                throw new FileNotFoundException(ROOT + file + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
