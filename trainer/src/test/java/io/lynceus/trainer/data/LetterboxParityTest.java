package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.lynceus.trainer.parity.Fixture;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where the official letterbox puts pictures and boxes. How it makes pixels in between (OpenCV) is not compared: ours
 * come from swscale, in trainer and processor alike.
 */
class LetterboxParityTest {
    /** Two ratios, which nothing here uses; and how pictures are loaded, which is not letterboxing. */
    private static final Set<String> NOT_OURS = Set.of("stretch", "val_load128");

    private static final Set<String> OURS = Set.of("square", "detect_auto", "val_noscaleup");

    static List<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        if (Files.exists(Fixture.root().resolve("letterbox/manifest.json"))) {
            Fixture all = Fixture.read(Fixture.root().resolve("letterbox"));
            for (JsonNode one : all.meta().get("cases")) {
                String mode = one.get("mode").asText();
                if (!NOT_OURS.contains(mode)) {
                    assertThat(OURS).contains(mode);
                    cases.add(Arguments.of(all, one));
                }
            }
        }
        return cases;
    }

    private static Letterbox letterbox(JsonNode one) {
        int height = one.at("/in_hw/0").asInt();
        int width = one.at("/in_hw/1").asInt();
        int outHeight = one.at("/out_hw/0").asInt();
        int outWidth = one.at("/out_hw/1").asInt();
        boolean grows = one.at("/kwargs/scaleup").asBoolean(true);
        boolean fits = width <= outWidth && height <= outHeight;
        return grows || !fits
                ? Letterbox.of(width, height, outWidth, outHeight)
                : Letterbox.around(width, height, width, height, outWidth, outHeight);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void placesThePictureWhereTheOfficialOneDoes(Fixture all, JsonNode one) {
        Letterbox ours = letterbox(one);
        assertThat(ours.ratio()).isCloseTo(one.at("/ratio_wh/0").asDouble(), within(1e-12));
        double besides = one.at("/pad_wh/0").asDouble();
        double above = one.at("/pad_wh/1").asDouble();
        assertThat(ours.left()).isEqualTo((int) Math.round(besides - 0.1));
        assertThat(ours.top()).isEqualTo((int) Math.round(above - 0.1));
        assertThat(ours.width() - ours.innerWidth() - ours.left()).isEqualTo((int) Math.round(besides + 0.1));
        assertThat(ours.height() - ours.innerHeight() - ours.top()).isEqualTo((int) Math.round(above + 0.1));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void fillsTheBorderAsTheOfficialOneDoes(Fixture all, JsonNode one) {
        Letterbox ours = letterbox(one);
        String tensor = "im" + one.get("image").asInt() + "_" + one.get("mode").asText();
        double[] official = all.doubles(tensor);
        byte[] whole = new byte[official.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (byte) official[i];
        }
        byte[] inner = new byte[ours.innerWidth() * ours.innerHeight() * 3];
        for (int y = 0; y < ours.innerHeight(); y++) {
            int from = ((ours.top() + y) * ours.width() + ours.left()) * 3;
            System.arraycopy(whole, from, inner, y * ours.innerWidth() * 3, ours.innerWidth() * 3);
        }
        assertThat(ours.pad(new Picture(ours.innerWidth(), ours.innerHeight(), inner))
                        .rgb())
                .isEqualTo(whole);
    }

    /** The official code subtracts half of an odd border, ours the pixels that really are there. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void bringsBoxesBackToWithinHalfAnInputPixel(Fixture all, JsonNode one) {
        Letterbox ours = letterbox(one);
        String tensor = "im" + one.get("image").asInt() + "_" + one.get("mode").asText() + "_boxes";
        double[] boxes = all.doubles(tensor);
        double[] back = all.doubles(tensor + "_back_ratiopad");
        double near = 0.5 / ours.ratio() + 1e-3;
        for (int i = 0; i < boxes.length; i += 2) {
            assertThat(ours.toSourceX((float) boxes[i])).isCloseTo(back[i], within(near));
            assertThat(ours.toSourceY((float) boxes[i + 1])).isCloseTo(back[i + 1], within(near));
        }
    }
}
