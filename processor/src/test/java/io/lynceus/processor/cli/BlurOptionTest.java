package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BlurOptionTest {
    @Test
    void aClassThatNothingInTheFramesIsIsNamedWithTheOneThatMayBeMeant() {
        Set<String> found = Set.of("person", "car");
        assertThat(new BlurOption(List.of("Person", "car")).unseen(found))
                .containsExactly("lynceus: warning: --blur Person: nothing in these frames was taken for that"
                        + " (did you mean person?)");
        assertThat(new BlurOption(List.of("person")).unseen(found)).isEmpty();
    }
}
