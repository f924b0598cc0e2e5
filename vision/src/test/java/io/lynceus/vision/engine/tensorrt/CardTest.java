package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.RunError;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardTest {
    @Test
    void aTensorRtOlderThanTheBindingsIsNotCalled() {
        assertThatThrownBy(() -> Card.checkTensorRt(100500, 100600, Path.of("/usr/lib/libnvinfer.so.10.5.0")))
                .isInstanceOf(RunError.class)
                .hasMessage("TensorRT 10.5.0 is installed (/usr/lib/libnvinfer.so.10.5.0), wanted: 10.6 or a later 10");
        assertThatCode(() -> {
                    Card.checkTensorRt(100600, 100600, null);
                    Card.checkTensorRt(101501, 100600, null);
                })
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"7.5, 100600", "8.6, 100600", "9.0, 100600", "10.0, 100800", "12.0, 101501"})
    void aCardThatTensorRtKnowsIsTaken(String capability, int library) {
        assertThatCode(() -> card(capability).checkKnown(library)).doesNotThrowAnyException();
    }

    @Test
    void aCardLaterThanTheLibraryIsRefusedWithWhatTakesIt() {
        for (String capability : new String[] {"10.0", "12.0"}) {
            assertThatThrownBy(() -> card(capability).checkKnown(100700))
                    .isInstanceOf(RunError.class)
                    .hasMessage("TensorRT 10.7.0 has nothing for a card, compute capability " + capability
                            + ": it takes 7.5 to 9.0; NVIDIA's own TensorRT 10.8 or a later 10, installed for a build"
                            + " without LYNCEUS_TENSORRT, takes later ones");
        }
    }

    @Test
    void aCardFromBeforeTuringIsRefused() {
        assertThatThrownBy(() -> card("7.0").checkKnown(101501))
                .isInstanceOf(RunError.class)
                .hasMessage("TensorRT 10.15.1 has nothing for a card, compute capability 7.0: it takes 7.5 or later");
    }

    private static Card card(String capability) {
        return new Card("a card", capability, "13.0", "13.0", "10.6.0");
    }

    @Test
    void versionsAreReadAsTheirMakersCount() {
        assertThat(Card.cudaVersion(13010)).isEqualTo("13.1");
        assertThat(Card.cudaVersion(12080)).isEqualTo("12.8");
        assertThat(Card.tensorRtVersion(101501)).isEqualTo("10.15.1");
        assertThat(Card.tensorRtVersion(110201)).isEqualTo("11.2.1");
    }
}
