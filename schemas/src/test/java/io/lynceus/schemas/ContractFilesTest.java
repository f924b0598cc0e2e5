package io.lynceus.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A consumer in any language takes one file and needs no other. */
class ContractFilesTest {
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/avro"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachIsWholeAndTheSchemaThatIsWritten(Path file) throws IOException {
        Schema alone = new Schema.Parser().parse(Files.readString(file));
        assertThat(file).hasFileName(alone.getName() + ".avsc");
        Class<?> generated = SpecificData.get().getClass(alone);
        Schema written = SpecificData.get().getSchema(generated);
        assertThat(alone.toString().replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\""))
                .isEqualTo(written.toString()
                        .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\""));
    }

    /** As those of a release are, and as programs do that read several topics. */
    @Test
    void oneParserTakesThemAll() throws IOException {
        Schema.Parser parser = new Schema.Parser();
        for (Path file : files()) {
            assertThat(parser.parse(Files.readString(file)).getName() + ".avsc")
                    .isEqualTo(file.getFileName().toString());
        }
    }
}
