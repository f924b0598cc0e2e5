package io.lynceus.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> KEYS = List.of("threads", "state", "model", "overload", "topicsPrefix");

    @Test
    void aWordWithATypingErrorIsFound() {
        assertThat(Nearest.of("treads", KEYS)).isEqualTo("threads");
        assertThat(Nearest.of("modle", KEYS)).isEqualTo("model");
        assertThat(Nearest.of("Model", KEYS)).isEqualTo("model");
        assertThat(Nearest.of("topics-prefix", KEYS)).isEqualTo("topicsPrefix");
        assertThat(Nearest.of("over", KEYS)).isEqualTo("overload");
    }

    @Test
    void aVerbThatIsMissingIsOneOfThoseThatThereAre() {
        assertThat(Nearest.said("Missing required subcommand", List.of(), List.of("--help"), List.of("get", "list")))
                .isEqualTo("one of these is wanted: get, list");
        assertThat(Nearest.said("Missing required option: '--url=URL'", List.of(), List.of(), List.of("get")))
                .isEqualTo("Missing required option: '--url=URL'");
    }

    @Test
    void aWordThatIsLikeNoneIsNot() {
        assertThat(Nearest.of("cameras", KEYS)).isNull();
        assertThat(Nearest.question("cameras", KEYS)).isEmpty();
        assertThat(Nearest.question("stat", KEYS)).isEqualTo(" (did you mean state?)");
    }
}
