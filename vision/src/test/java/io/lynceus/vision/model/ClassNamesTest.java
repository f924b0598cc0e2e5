package io.lynceus.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassNamesTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatExportersWrite() {
        assertThat(ClassNames.parse("{0: 'person', 1: 'traffic light'}", "x"))
                .containsExactly("person", "traffic light");
        assertThat(ClassNames.parse("{1: \"bird's nest\", 0: 'a \"b\"'}", "x"))
                .containsExactly("a \"b\"", "bird's nest");
        assertThat(ClassNames.parse("['person', 'car']", "x")).containsExactly("person", "car");
        assertThat(ClassNames.parse("{\"0\": \"person\"}", "x")).containsExactly("person");
        assertThat(ClassNames.parse("{0: 'a, b', 1: 'c: d', 2: '{e}'}", "x")).containsExactly("a, b", "c: d", "{e}");
    }

    @Test
    void readsFiles() throws IOException {
        Path text = Files.writeString(folder.resolve("names.txt"), "person\r\n\n traffic light \n");
        assertThat(ClassNames.fromFile(text)).containsExactly("person", "traffic light");
        Path yaml = Files.writeString(folder.resolve("data.yaml"), "nc: 2\nnames:\n  0: person\n  1: car\n");
        assertThat(ClassNames.fromFile(yaml)).containsExactly("person", "car");
        Path list = Files.writeString(folder.resolve("list.yml"), "names: [person, car]\n");
        assertThat(ClassNames.fromFile(list)).containsExactly("person", "car");
    }

    @Test
    void withoutNamesClassesAreNumbered() {
        assertThat(ClassNames.resolve(null, null, 2, "m.onnx")).containsExactly("class0", "class1");
    }

    @Test
    void whatCannotBeReadIsSaid() {
        for (String text : new String[] {"{0: 'a', 2: 'b'}", "{x: 'a'}", "{0: 'a", "person", ""}) {
            assertThatThrownBy(() -> ClassNames.parse(text, "m.onnx"))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("cannot make out the class names in m.onnx");
        }
    }
}
