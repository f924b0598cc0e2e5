package io.lynceus.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.schemas.avro.FrameStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamedTest {
    @Test
    void whateverIsOverTheBoundSharesOne() {
        List<String> made = new ArrayList<>();
        Named<String> named = new Named<>(2, name -> {
            made.add(name);
            return name;
        });
        for (String name : List.of("a", "b", "c", "d", "a")) {
            named.of(name);
        }
        assertThat(made).containsExactly("a", "b", Named.OTHER);
        assertThat(named.of("d")).isEqualTo(Named.OTHER);
    }

    @Test
    void reasonsAreFewWordsWhateverNumbersTheTextsHave() {
        assertThat(Reasons.of(FrameStatus.SKIPPED, "overload: too old for newest=2s"))
                .isEqualTo("overload");
        assertThat(Reasons.of(FrameStatus.SKIPPED, "overload: too old for newest=7s"))
                .isEqualTo("overload");
        assertThat(Reasons.of(FrameStatus.SKIPPED, "waiting for a keyframe: packets before it never came"))
                .isEqualTo("gap");
        assertThat(Reasons.of(FrameStatus.SKIPPED, "whatever a later version says"))
                .isEqualTo("other");
        assertThat(Reasons.of(FrameStatus.DECODE_ERROR, "error 4711 at 0x12")).isEqualTo("decoder");
        assertThat(Reasons.of(FrameStatus.DETECTED, null)).isEmpty();
    }
}
