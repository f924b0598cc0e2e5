package io.lynceus.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "UTF-8, ''",
        "UTF-8, efbbbf",
        "UTF-16LE, fffe",
        "UTF-16BE, feff",
        "UTF-16LE, ''",
        "UTF-16BE, ''",
        "ISO-8859-1, ''"
    })
    void aTextIsReadInWhicheverWayItIsWritten(String charset, String mark) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(HexFormat.of().parseHex(mark));
        bytes.write("0 0.5\r\nstraße\rc\n".getBytes(Charset.forName(charset)));
        Path file = Files.write(folder.resolve("a.txt"), bytes.toByteArray());

        assertThat(TextFile.lines(file)).containsExactly("0 0.5", "straße", "c");
    }

    @Test
    void emptyAndShortFilesAreTexts() {
        assertThat(TextFile.text(new byte[0])).isEmpty();
        assertThat(TextFile.text(new byte[] {'a'})).isEqualTo("a");
        assertThat(TextFile.text(new byte[] {0, 0})).isEqualTo("\0\0");
        assertThat(TextFile.text("日本".getBytes(StandardCharsets.UTF_8))).isEqualTo("日本");
    }
}
