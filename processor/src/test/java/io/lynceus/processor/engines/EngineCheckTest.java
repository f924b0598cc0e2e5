package io.lynceus.processor.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.decode.TestClips;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.TinyModel;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.PictureSource;
import io.lynceus.vision.pixels.Slot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineCheckTest {
    private static final int FRAMES = 41;

    @TempDir
    Path folder;

    private String clip = "";
    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void film() throws IOException {
        clip = TestClips.write(folder.resolve("clip.avi"), 128, 96, FRAMES).toString();
    }

    private static Engine engine(float score) {
        TinyModel model =
                new TinyModel(64, 64, 1).box(3, 0, score, 32, 32, 16, 16).batch(4);
        return EngineCheck.reference(new ModelFile("tiny", model.bytes()), Convention.AUTO);
    }

    private boolean check(float one, float other) {
        EngineCheck check = new EngineCheck(clip, 2, Duration.ZERO, lines::add);
        try (Engine reference = engine(one);
                Engine compared = engine(other)) {
            check.run(reference);
            return check.run(reference, compared);
        }
    }

    @Test
    void enginesThatSayTheSameAgreeAndAreBothMeasured() {
        assertThat(check(0.9f, 0.9f)).isTrue();
        assertThat(lines)
                .contains("onnxruntime-cpu and onnxruntime-cpu agree on 2 pictures: scores within 0.0000, boxes"
                        + " within 0.00 px");
        assertThat(lines).filteredOn(line -> line.contains("64x64, lanes: 1;")).hasSize(2);
        for (int batch : new int[] {1, 2, 4}) {
            assertThat(lines)
                    .filteredOn(line -> line.matches(" +" + batch + " ( +[\\d.]+){5} ( +\\d+ %){5}"))
                    .hasSize(2);
        }
    }

    @Test
    void enginesThatDifferDoNotAgree() {
        assertThat(check(0.9f, 0.5f)).isFalse();
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("DO NOT AGREE", "scores within 0.4000"));
    }

    @Test
    void picturesAreTakenFromAllOverTheVideo() {
        InputSize size = new InputSize(64, 64);
        assertThat(SampledPictures.of(clip, size, 100)).hasSize(3); // of frames 1, 21 and 41
        List<PictureSource> two = SampledPictures.of(clip, size, 2);
        assertThat(two).hasSize(2);
        assertThat(pixels(two.get(0))).isNotEqualTo(pixels(two.get(1)));
    }

    private static ByteBuffer pixels(PictureSource picture) {
        ByteBuffer memory = ByteBuffer.allocate(3 * 64 * 64);
        picture.into(new Slot(memory, 64, 64));
        return memory;
    }

    @Test
    void aFileWithoutPicturesIsRefused() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.avi"), "no video");
        assertThatThrownBy(() -> SampledPictures.of(empty.toString(), new InputSize(64, 64), 1))
                .isInstanceOf(UserError.class);
    }
}
