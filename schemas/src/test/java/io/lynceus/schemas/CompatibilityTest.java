package io.lynceus.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.schemas.avro.CameraPartition;
import io.lynceus.schemas.avro.CameraSettings;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.StoredPacket;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a release has written stays readable by every later one, and the other way round. */
class CompatibilityTest {
    static List<Schema> schemas() {
        return List.of(EncodedPacket.getClassSchema(), FrameDetections.getClassSchema(), CameraStatus.getClassSchema());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void isFullTransitiveCompatibleWithEveryRelease(Schema current) {
        List<Schema> released = ReleasedSchemas.of(current.getFullName());
        assertThat(released).isNotEmpty();
        for (Schema old : released) {
            assertReads(current, old);
            assertReads(old, current);
        }
    }

    /** Those that no release has yet, too. */
    static List<Schema> allSchemas() {
        return Stream.concat(
                        schemas().stream(),
                        Stream.of(
                                TrackEvent.getClassSchema(),
                                ZoneEvent.getClassSchema(),
                                CountWindow.getClassSchema(),
                                CameraSettings.getClassSchema(),
                                CameraPartition.getClassSchema()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("allSchemas")
    void everyRecordEnumAndFieldSaysWhatItIs(Schema current) {
        for (Schema named : named(current, new HashSet<>())) {
            assertThat(named.getDoc()).as(named.getFullName()).isNotBlank();
            if (named.getType() == Schema.Type.RECORD) {
                for (Schema.Field field : named.getFields()) {
                    assertThat(field.doc())
                            .as(named.getName() + "." + field.name())
                            .isNotBlank();
                }
            }
        }
    }

    /** Classes that were generated before the enum got another symbol write what nobody can read: build them anew. */
    @Test
    void recordsThatShareAnEnumHaveTheSameOne() {
        Schema shared = CaptureTimeSource.getClassSchema();
        for (Schema user : List.of(
                EncodedPacket.getClassSchema(), FrameDetections.getClassSchema(), StoredPacket.getClassSchema())) {
            assertThat(user.getField("captureTimeSource").schema())
                    .as(user.getName())
                    .isEqualTo(shared);
        }
    }

    @Test
    void everyEnumHasASymbolForThoseItDoesNotKnow() {
        List<Schema> enums = allSchemas().stream()
                .flatMap(schema -> named(schema, new HashSet<>()).stream())
                .filter(schema -> schema.getType() == Schema.Type.ENUM)
                .toList();
        assertThat(enums)
                .isNotEmpty()
                .allSatisfy(schema -> assertThat(schema.getEnumDefault()).isEqualTo("UNKNOWN"));
    }

    @Test
    void everyReleasedFolderIsInTheListOfVersions() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("released"))) {
            List<String> names = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .toList();
            assertThat(ReleasedSchemas.versions()).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    private static void assertReads(Schema reader, Schema writer) {
        SchemaCompatibility.SchemaPairCompatibility pair =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(pair.getType()).as(pair.getDescription()).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    private static List<Schema> named(Schema schema, Set<String> seen) {
        List<Schema> found = new ArrayList<>();
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    found.add(schema);
                    schema.getFields().forEach(field -> found.addAll(named(field.schema(), seen)));
                }
            }
            case ENUM -> {
                if (seen.add(schema.getFullName())) {
                    found.add(schema);
                }
            }
            case ARRAY -> found.addAll(named(schema.getElementType(), seen));
            case UNION -> schema.getTypes().forEach(type -> found.addAll(named(type, seen)));
            default -> {
                // A primitive has no name of its own.
            }
        }
        return found;
    }
}
