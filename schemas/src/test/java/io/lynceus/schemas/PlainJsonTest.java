package io.lynceus.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events as JSON, for those whose tools read no Avro. */
class PlainJsonTest {
    private static final FrameDetections EVENT = FrameDetections.newBuilder(Records.event())
            .setDetections(List.of(
                    new Detection(0, "person", 0.9f, 0.1f, 0.2f, 0.3f, 0.4f, 7L),
                    new Detection(1, "a \"car\"\n", 1 / 3f, 0f, 0f, 1f, 1f, null)))
            .build();

    static List<Schema> schemas() {
        return List.of(
                FrameDetections.getClassSchema(),
                TrackEvent.getClassSchema(),
                ZoneEvent.getClassSchema(),
                CountWindow.getClassSchema());
    }

    @Test
    void whatIsWrittenIsReadByTheUsualDeserializers() {
        byte[] bytes = json(EVENT);
        assertThat(new FrameDetectionsDeserializer().deserialize("t", bytes)).isEqualTo(EVENT);
        assertThat(new EventFactsDeserializer().deserialize("t", bytes)).isEqualTo(EventFacts.of(EVENT));
    }

    @Test
    void aFieldOfALaterVersionIsPassedOverAndAMissingOneHasItsDefault() {
        String later = text(EVENT)
                .replace("\"status\":\"DETECTED\"", "\"status\":\"GUESSED\",\"weather\":{\"rain\":true}")
                .replaceFirst("\"application\":\"[^\"]*\",", "");
        FrameDetections read =
                new FrameDetectionsDeserializer().deserialize("t", later.getBytes(StandardCharsets.UTF_8));
        assertThat(Objects.requireNonNull(read).getStatus()).hasToString("UNKNOWN");
        assertThat(read.getApplication()).isEmpty();
    }

    @Test
    void whatIsNoEventIsRefused() {
        for (String text :
                List.of("{}", "{", text(EVENT) + "{}", text(EVENT).replace("\"epoch\":1", "\"epoch\":\"x\","), "[1]")) {
            assertThatThrownBy(() ->
                            new FrameDetectionsDeserializer().deserialize("t", text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void itIsAsItsJsonSchemaSays() throws IOException {
        String schema = Files.readString(Path.of("src/main/json/FrameDetections.schema.json"));
        com.networknt.schema.JsonSchema rules =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        assertThat(rules.validate(text(EVENT), InputFormat.JSON)).isEmpty();
        assertThat(rules.validate(text(EVENT).replace("\"status\":\"DETECTED\"", "\"status\":7"), InputFormat.JSON))
                .hasSize(2);
    }

    /** To write them anew: {@code ./lynceus schemas print --json NAME}. */
    @ParameterizedTest
    @MethodSource("schemas")
    void theJsonSchemasAreThoseOfTheContracts(Schema contract) throws IOException {
        assertThat(Path.of("src/main/json", contract.getName() + ".schema.json"))
                .content()
                .isEqualTo(JsonSchemas.of(contract));
    }

    private static byte[] json(FrameDetections event) {
        return Objects.requireNonNull(
                new JsonSerializer<FrameDetections>(FrameDetections.getClassSchema()).serialize("t", event));
    }

    private static String text(FrameDetections event) {
        return new String(json(event), StandardCharsets.UTF_8);
    }
}
