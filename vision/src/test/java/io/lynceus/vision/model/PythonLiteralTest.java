package io.lynceus.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PythonLiteralTest {
    /** What makes trouble, and what does not. */
    private static final List<String> PIECES = List.of(
            "'",
            "\"",
            "\\",
            "\\\\",
            "\\'",
            "\n",
            "\r",
            "\t",
            "\0",
            "\033",
            "\177",
            "\240",
            "é",
            "\255",
            "\\u2028",
            "人",
            "🐄",
            "x41",
            "u0041",
            "{",
            "}",
            "[",
            ",",
            ":",
            " ",
            "#",
            "a",
            "0",
            "None",
            Character.toString(0x2028),
            Character.toString(0xd800),
            Character.toString(0xffff),
            Character.toString(0x10ffff));

    @Test
    void randomNamesAreReadAsTheyWereWritten() {
        Random random = new Random(11);
        for (int round = 0; round < 3000; round++) {
            List<String> names = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                StringBuilder name = new StringBuilder();
                for (int pieces = random.nextInt(8); pieces > 0; pieces--) {
                    name.append(PIECES.get(random.nextInt(PIECES.size())));
                }
                names.add(name.toString());
            }
            String text = PythonLiteral.write(names);
            Map<?, ?> read = (Map<?, ?>) PythonLiteral.read(text);
            assertThat(new ArrayList<Object>(read.values())).as(text).isEqualTo(names);
        }
    }

    @Test
    void stringsAreWrittenAsPythonWritesThem() {
        // Each made by Python 3's str(dict).
        assertThat(PythonLiteral.write(List.of("person", "bicycle"))).isEqualTo("{0: 'person', 1: 'bicycle'}");
        assertThat(PythonLiteral.write(List.of("cow's"))).isEqualTo("{0: \"cow's\"}");
        assertThat(PythonLiteral.write(List.of("a \"b\""))).isEqualTo("{0: 'a \"b\"'}");
        assertThat(PythonLiteral.write(List.of("a \"b\" 'c'"))).isEqualTo("{0: 'a \"b\" \\'c\\''}");
        assertThat(PythonLiteral.write(List.of("C:\\new"))).isEqualTo("{0: 'C:\\\\new'}");
        assertThat(PythonLiteral.write(List.of("Straße 人 🐄"))).isEqualTo("{0: 'Straße 人 🐄'}");
        assertThat(PythonLiteral.write(List.of("\t\n\7\177\240\255" + Character.toString(0x2028)
                        + Character.toString(0xe000) + Character.toString(0xe0001))))
                .isEqualTo("{0: '\\t\\n\\x07\\x7f\\xa0\\xad\\u2028\\ue000\\U000e0001'}");
        assertThat(PythonLiteral.write(List.of())).isEqualTo("{}");
    }

    @Test
    void whatPythonPrintsIsRead() {
        assertThat(PythonLiteral.read("{0: 'person', 1: \"driver's cab\"}"))
                .isEqualTo(Map.of(0L, "person", 1L, "driver's cab"));
        assertThat(PythonLiteral.read(" [1, -2.5, 1e3, True, False, 'a',] "))
                .isEqualTo(List.of(1L, -2.5, 1000.0, true, false, "a"));
        assertThat(PythonLiteral.read("(640, 640)")).isEqualTo(List.of(640L, 640L));
        assertThat(PythonLiteral.read("{'args': {'batch': 1, 'half': False, 'names': ['a', ('b', {})]}, }"))
                .isEqualTo(Map.of(
                        "args", Map.of("batch", 1L, "half", false, "names", List.of("a", List.of("b", Map.of())))));
        assertThat(PythonLiteral.read("'\\x41\\u00e9\\U0001f404\\101\\\\ \\q'")).isEqualTo("Aé🐄A\\ \\q");
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() {
        says("{0 'a'}", "wanted ':' at character 7");
        says("{'a' 1}", "wanted ':' at character 6, found '1'");
        says("{0: 'a' 1: 'b'}", "wanted ',' at character 9, found '1'");
        says("'a", "wanted a closing ' at character 3, found the end");
        says("['a', 'b'", "wanted ',' at character 10, found the end");
        says("[1] 2", "wanted nothing more at character 5, found '2'");
        says("'\\x4'", "wanted the number of a character at character 5");
        says("'\\Uffffffff'", "wanted the number of a character");
        says("[".repeat(100_000), "wanted less nesting");
    }

    private static void says(String text, String message) {
        assertThatThrownBy(() -> PythonLiteral.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
