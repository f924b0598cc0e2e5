package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.lynceus.trainer.evaluation.TinyOnnx;
import io.lynceus.vision.CacheFolder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantiseCommandTest {
    private static final Map<String, String> FACTS =
            Map.of("names", ColourSet.NAMES, "imgsz", "[64, 64]", "name", "colours", "AP50", "0.5", "AP.red", "0.5");

    @TempDir
    private Path folder;

    private ColourSet set;
    private Path model;
    private Path written;

    @BeforeEach
    void make() throws IOException {
        set = ColourSet.create(folder);
        model = TinyOnnx.layered(folder.resolve("layered.onnx"), new float[] {32, 32, 32, 24}, FACTS);
        written = folder.resolve("layered-int8.onnx");
    }

    private static ModelProto read(Path file) throws IOException {
        return ModelProto.parseFrom(Files.readAllBytes(file));
    }

    private static NodeProto maker(ModelProto model, String tensor) {
        return model.getGraph().getNodeList().stream()
                .filter(node -> node.getOutputList().contains(tensor))
                .findFirst()
                .orElseThrow();
    }

    private static TensorProto constant(ModelProto model, String name) {
        return model.getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String fact(ModelProto model, String key) {
        return model.getMetadataPropsList().stream()
                .filter(entry -> entry.getKey().equals(key))
                .map(StringStringEntryProto::getValue)
                .findFirst()
                .orElse("");
    }

    @Test
    void layersComputeInEightBitsAndWhatSaysBoxesInFloat() throws IOException {
        Run run = Run.lynceus("quantise", model, "--data", set.data());
        assertThat(run.exitCode()).as(run.err()).isZero();
        ModelProto quantised = read(written);

        NodeProto look = maker(quantised, "look");
        NodeProto picture = maker(quantised, look.getInput(0));
        NodeProto weights = maker(quantised, look.getInput(1));
        assertThat(picture.getOpType()).isEqualTo("DequantizeLinear");
        assertThat(constant(quantised, picture.getInput(2)).getDataType()).isEqualTo(DataType.UINT8.getNumber());
        assertThat(weights.getOpType()).isEqualTo("DequantizeLinear");
        assertThat(constant(quantised, weights.getInput(0)).getRawData().toByteArray())
                .as("of the three channels that a picture has and of one that is added")
                .containsExactly(63, 0, 0, 0, 0, 63, 0, 0, 0, 0, 63, 0);
        assertThat(maker(quantised, "mean").getOpType()).isEqualTo("Conv");
        assertThat(constant(quantised, maker(quantised, "answer").getInput(1)).getDataType())
                .isEqualTo(DataType.FLOAT.getNumber());
    }

    @Test
    void theFileSaysWhatItIsAndHowGoodItIsNow() throws IOException {
        Run run = Run.lynceus("quantise", model, "--data", set.data());
        ModelProto quantised = read(written);

        assertThat(run.out()).contains("1 of 5 convolutions in 8 bits", "3 boxes in 3 held-out pictures: 0 lost");
        assertThat(run.out()).contains("AP50 0.9950 instead of 0.9950");
        assertThat(fact(quantised, "precision")).isEqualTo("int8");
        assertThat(fact(quantised, "name")).isEqualTo("colours");
        assertThat(fact(quantised, "AP50")).isEqualTo("0.9950");
        assertThat(fact(quantised, "quantised_on")).startsWith("3 pictures of ");
    }

    @Test
    void aNameIsOneOfPublishedWeights() {
        Run run = Run.lynceus("quantise", "v9s", "--video", set.pictures());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no weights named v9s (did you mean v9-s?)");
    }

    @Test
    void withoutLabelsNothingIsSaidOfHowGoodItIs() throws IOException {
        Run run = Run.lynceus("quantise", model, "--video", set.pictures(), "-o", written);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("1 boxes in 1 held-out pictures").doesNotContain("AP50");
        assertThat(fact(read(written), "AP50")).isEmpty();
        assertThat(fact(read(written), "AP.red")).isEmpty();
    }

    @Test
    void aModelInEightBitsTakesThePicturesBytesAsTheyAre() throws IOException {
        Run run = Run.lynceus("quantise", model, "--data", set.data());
        assertThat(run.exitCode()).as(run.err()).isZero();
        ModelProto quantised = read(written);

        assertThat(quantised.getGraph().getInput(0).getType().getTensorType().getElemType())
                .isEqualTo(DataType.UINT8.getNumber());
        NodeProto padded = maker(
                quantised,
                maker(quantised, maker(quantised, "look").getInput(0)).getInput(0));
        assertThat(padded.getOpType()).isEqualTo("Pad");
        assertThat(padded.getInput(0)).isEqualTo("images");
        assertThat(Run.lynceus("predict", "--model", written, "--source", set.pictures())
                        .out())
                .contains("red", "green", "blue");
        assertThat(Run.lynceus("quantise", model, "--data", set.data(), "--input", "bytes")
                        .err())
                .contains("--input bytes: float32 or uint8");
    }

    @Test
    void aModelInEightBitsMayTakeFloats() throws IOException {
        Run run = Run.lynceus("quantise", model, "--data", set.data(), "--input", "float32");
        assertThat(run.exitCode()).as(run.err()).isZero();

        assertThat(read(written)
                        .getGraph()
                        .getInput(0)
                        .getType()
                        .getTensorType()
                        .getElemType())
                .isEqualTo(DataType.FLOAT.getNumber());
        assertThat(Run.lynceus("predict", "--model", written, "--source", set.pictures())
                        .out())
                .contains("red", "green", "blue");
    }

    @Test
    void namesThatAModelHasAlreadyAreLeftToIt() throws IOException {
        ModelProto clashing = read(model);
        byte[] renamed = clashing.toBuilder()
                .setGraph(clashing.getGraph().toBuilder()
                        .clearInitializer()
                        .addAllInitializer(clashing.getGraph().getInitializerList().stream()
                                .map(tensor -> tensor.getName().equals("weights")
                                        ? tensor.toBuilder().setName("look.w").build()
                                        : tensor)
                                .toList())
                        .clearNode()
                        .addAllNode(clashing.getGraph().getNodeList().stream()
                                .map(node -> node.getOpType().equals("Conv")
                                                && node.getInput(1).equals("weights")
                                        ? node.toBuilder().setInput(1, "look.w").build()
                                        : node)
                                .toList()))
                .build()
                .toByteArray();
        Files.write(model, renamed);

        Run run = Run.lynceus("quantise", model, "--data", set.data());

        assertThat(run.exitCode()).as(run.err()).isZero();
        ModelProto quantised = read(written);
        assertThat(constant(quantised, maker(quantised, "answer").getInput(1)).getDataType())
                .isEqualTo(DataType.FLOAT.getNumber());
        assertThat(constant(
                                quantised,
                                maker(quantised, maker(quantised, "look").getInput(1))
                                        .getInput(0))
                        .getDataType())
                .isEqualTo(DataType.INT8.getNumber());
    }

    @Test
    void forACardZeroIsInTheMiddleAndOnlyConvolutionsAreRounded() throws IOException {
        Run run = Run.lynceus("quantise", model, "--data", set.data(), "--for", "tensorrt");
        assertThat(run.exitCode()).as(run.err()).isZero();
        ModelProto quantised = read(written);

        NodeProto picture = maker(quantised, maker(quantised, "look").getInput(0));
        assertThat(constant(quantised, picture.getInput(2)).getDataType()).isEqualTo(DataType.INT8.getNumber());
        assertThat(maker(quantised, "mean").getOpType()).isEqualTo("AveragePool");
        assertThat(maker(quantised, "seen").getInputList()).containsExactly("look", "gate");
    }

    @Test
    void whatFindsSomethingElseIsNotWrittenAndItsLayersAreNamed() throws IOException {
        Path dark = Files.createDirectories(folder.resolve("dark"));
        for (int i = 0; i < 3; i++) {
            BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = picture.createGraphics();
            pen.setColor(i == 2 ? new Color(255, 0, 0) : new Color(80, 0, 0));
            pen.fillRect(0, 0, 64, 64);
            pen.dispose();
            ImageIO.write(picture, "png", dark.resolve(i + ".png").toFile());
        }

        Run run = Run.lynceus("quantise", model, "--video", dark);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("nothing was written", "look", "--keep");
        assertThat(written).doesNotExist();
    }

    @Test
    void aModelThatSeesNothingCannotBeCompared() throws IOException {
        Path black = Files.createDirectories(folder.resolve("black"));
        for (int i = 0; i < 3; i++) {
            ImageIO.write(
                    new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB),
                    "png",
                    black.resolve(i + ".png").toFile());
        }

        Run run = Run.lynceus("quantise", model, "--video", black);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("finds nothing in the held-out pictures");
    }

    @Test
    void whatCannotBeDoneIsOneLine() {
        assertThat(Run.lynceus("quantise", set.model(), "--data", set.data()).err())
                .contains("no convolution that could be computed in 8 bits");
        assertThat(Run.lynceus("quantise", model).err()).contains("give either --data FILE or --video PATH");
        assertThat(Run.lynceus("quantise", model, "--data", set.data(), "--keep", "lock")
                        .err())
                .contains("--keep lock: the model has no layer of that name");
        assertThat(Run.lynceus("quantise", model, "--data", set.data(), "--keep", "look")
                        .err())
                .contains("no convolution that could be computed in 8 bits");
        Run.lynceus("quantise", model, "--data", set.data());
        assertThat(Run.lynceus("quantise", written, "--data", set.data()).err()).contains("computes in 8 bits already");
    }

    @Test
    void theBundledModelAgreesWithItselfOnTheDemosFootage() {
        Path footage = CacheFolder.path().resolve("vtest.avi");
        Path bundled = Path.of("..", "processor", "src/main/resources/models/gelan-t-vtest.onnx");
        assumeTrue(Files.exists(footage), "needs the footage: run ./lynceus footage");
        assumeTrue(Files.exists(bundled), "needs the bundled model: run ./lynceus train-demo");

        Run run = Run.lynceus("quantise", bundled, "--video", footage, "--frames", 24, "-o", written);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("179 of 185 convolutions in 8 bits, 2.5 MB instead of 7.7");
    }
}
