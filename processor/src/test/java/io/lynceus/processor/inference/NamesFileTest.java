package io.lynceus.processor.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesFileTest {
    @TempDir
    Path folder;

    @Test
    void textNamesOneClassALine() throws IOException {
        Path text = Files.writeString(folder.resolve("names.txt"), "person\r\n\n traffic light \n");
        assertThat(NamesFile.read(text)).containsExactly("person", "traffic light");
    }

    @Test
    void namesAreReadAsOtherSystemsWriteThem() throws IOException {
        Path text = folder.resolve("names.txt");
        Files.writeString(text, "\ufeffFußgänger\r\ncar\r\n", StandardCharsets.UTF_16LE);
        assertThat(NamesFile.read(text)).containsExactly("Fußgänger", "car");
        Files.writeString(text, "Fußgänger\ncar\n", StandardCharsets.ISO_8859_1);
        assertThat(NamesFile.read(text)).containsExactly("Fußgänger", "car");
    }

    @Test
    void yamlNamesThemAsAMapOrAList() throws IOException {
        Path yaml = Files.writeString(folder.resolve("data.yaml"), "nc: 2\nnames:\n  0: person\n  1: car\n");
        assertThat(NamesFile.read(yaml)).containsExactly("person", "car");
        Path list = Files.writeString(folder.resolve("list.yml"), "names: [person, car]\n");
        assertThat(NamesFile.read(list)).containsExactly("person", "car");
    }

    @Test
    void whatNamesNoClassesIsSaid() throws IOException {
        for (String text : new String[] {"{0: a, 2: b}", "{x: a}", "{0: 'a", "person", ""}) {
            Path file = Files.writeString(folder.resolve("bad.yaml"), text);
            assertThatThrownBy(() -> NamesFile.read(file))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("bad.yaml");
        }
        Path empty = Files.writeString(folder.resolve("names.txt"), "\n");
        assertThatThrownBy(() -> NamesFile.read(empty))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no class is named in");
        assertThatThrownBy(() -> NamesFile.read(folder.resolve("none.txt")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("none.txt");
    }
}
