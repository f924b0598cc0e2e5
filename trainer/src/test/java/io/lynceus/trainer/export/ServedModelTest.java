package io.lynceus.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.lynceus.trainer.data.Frame;
import io.lynceus.trainer.data.FrameSource;
import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.UserError;
import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Nms;
import io.lynceus.vision.boxes.NmsSettings;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The bundled model with another input and output finds what it finds without. */
class ServedModelTest {
    private static final Path BUNDLED = Path.of("..", "processor", "src/main/resources/models/gelan-t-vtest.onnx");
    private static final Path FOOTAGE = CacheFolder.path().resolve("vtest.avi");
    private static final int FRAMES = 200;
    private static final int SIDE = 384;
    private static final Nms NMS = new Nms(NmsSettings.SERVING);

    private static ModelProto bundled() throws IOException {
        assumeTrue(Files.exists(BUNDLED), "needs the bundled model: run ./lynceus train-demo");
        return ModelProto.parseFrom(Files.readAllBytes(BUNDLED));
    }

    private static OnnxEngine open(ModelProto model) {
        return OnnxEngine.open(
                new ModelFile("bundled", model.toByteArray()),
                new EngineSettings(List.of(), 0, Parallelism.onCpu(1, 2)));
    }

    private static List<Box> boxes(Lane lane, Frame frame) {
        lane.write(0, frame.source());
        lane.run(1);
        return NMS.apply(lane.read(0, NmsSettings.SERVING.score()));
    }

    @Test
    void bytesInAndTheBestAnchorsOutAreTheSameBoxesInRealFrames() throws IOException {
        assumeTrue(Files.exists(FOOTAGE), "needs the footage: run ./lynceus footage");
        ModelProto plain = bundled();
        int boxes = 0;
        try (OnnxEngine wanted = open(plain);
                OnnxEngine served = open(BestAnchors.of(ByteInput.of(plain), 300));
                Lane one = wanted.lane();
                Lane other = served.lane();
                FrameSource frames = FrameSource.open(FOOTAGE, SIDE, SIDE)) {
            for (int i = 0; i < FRAMES; i++) {
                Frame frame = Objects.requireNonNull(frames.next());
                List<Box> expected = boxes(one, frame);
                assertThat(boxes(other, frame)).as(frame.id()).isEqualTo(expected);
                boxes += expected.size();
            }
        }
        assertThat(boxes).isGreaterThan(FRAMES);
    }

    @Test
    void asManyAnchorsAsAreAskedForComeOut() throws IOException {
        ModelProto model = BestAnchors.of(bundled(), 100);

        assertThat(model.getGraph()
                        .getOutput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDim(2)
                        .getDimValue())
                .isEqualTo(100);
        open(model).close();
    }

    @Test
    void moreAnchorsThanThereAreAreRefused() throws IOException {
        ModelProto model = bundled();

        assertThatThrownBy(() -> BestAnchors.of(model, 3025))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("from 1 to the model's 3024 anchors");
    }
}
