package io.lynceus.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassNamesTest {
    @Test
    void namesAreReadAsExportersWriteThem() {
        assertThat(ClassNames.read("{0: 'person', 1: 'traffic light'}", "x"))
                .containsExactly("person", "traffic light");
        assertThat(ClassNames.read("{1: \"bird's nest\", 0: 'a \"b\"'}", "x"))
                .containsExactly("a \"b\"", "bird's nest");
        assertThat(ClassNames.read("['person', 'car']", "x")).containsExactly("person", "car");
        assertThat(ClassNames.read("{\"0\": \"person\"}", "x")).containsExactly("person");
        assertThat(ClassNames.read("{0: 'a, b', 1: 'c: d', 2: '{e}'}", "x")).containsExactly("a, b", "c: d", "{e}");
        assertThat(ClassNames.read("{0: person, 1: traffic light}", "x")).containsExactly("person", "traffic light");
    }

    @Test
    void aQuoteThatTheExporterEscapedIsRead() {
        assertThat(ClassNames.read("{0: 'cow\\'s'}", "x")).containsExactly("cow's");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        List<String> names = List.of("cow's", "\\", "a \"b\" 'c'", "Straße", "人", "\n");
        assertThat(ClassNames.read(ClassNames.write(names), "x")).isEqualTo(names);
    }

    @Test
    void withoutNamesClassesAreNumbered() {
        assertThat(ClassNames.resolve(List.of(), null, 2, "m.onnx")).containsExactly("class0", "class1");
    }

    @Test
    void givenNamesTakeThePlaceOfTheModelsOwn() {
        assertThat(ClassNames.resolve(List.of("ship"), "{0: 'a", 1, "m.onnx")).containsExactly("ship");
    }

    @Test
    void anotherNumberOfNamesIsSaid() {
        assertThatThrownBy(() -> ClassNames.resolve(List.of("ship"), null, 2, "m.onnx"))
                .isInstanceOf(UserError.class)
                .hasMessage("the model m.onnx has 2 classes, but 1 names were given");
    }

    @Test
    void whatCannotBeReadIsSaid() {
        for (String text : new String[] {"{0: 'a', 2: 'b'}", "{x: 'a'}", "{0: 'a", "person", "", "{", "{0: 'a'} b"}) {
            assertThatThrownBy(() -> ClassNames.read(text, "m.onnx"))
                    .as(text)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("cannot make out the class names in m.onnx")
                    .hasMessageNotContaining("\n");
        }
    }
}
