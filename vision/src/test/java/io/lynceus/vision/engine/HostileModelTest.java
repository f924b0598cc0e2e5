package io.lynceus.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are made, or damaged, so that whoever trusts them falls over. */
class HostileModelTest {
    private static final int COUNT = Integer.getInteger("lynceus.models", 500);
    private static final EngineSettings ONE = new EngineSettings(List.of(), 0, Parallelism.onCpu(1, 1));

    private static OnnxMl.ModelProto parsed(byte[] model) throws Exception {
        return OnnxMl.ModelProto.parseFrom(model);
    }

    private static OnnxMl.NodeProto.Builder node(String operator, String output, String... inputs) {
        return OnnxMl.NodeProto.newBuilder()
                .setOpType(operator)
                .addOutput(output)
                .addAllInput(List.of(inputs));
    }

    private static OnnxMl.TensorProto numbers(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return OnnxMl.TensorProto.newBuilder()
                .setName(name)
                .setDataType(OnnxMl.TensorProto.DataType.INT64.getNumber())
                .addDims(values.length)
                .setRawData(ByteString.copyFrom(raw.array()))
                .build();
    }

    private static OnnxMl.AttributeProto numbersOf(String name, long... values) {
        OnnxMl.AttributeProto.Builder attribute =
                OnnxMl.AttributeProto.newBuilder().setName(name).setType(OnnxMl.AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    /** The tiny model with one more step, which nothing needs. */
    private static byte[] with(OnnxMl.NodeProto.Builder node, OnnxMl.TensorProto... constants) throws Exception {
        OnnxMl.ModelProto.Builder model = parsed(new TinyModel(64, 64, 2).bytes()).toBuilder();
        model.getGraphBuilder().addNode(node).addAllInitializer(List.of(constants));
        return model.build().toByteArray();
    }

    private static void refused(byte[] model, String why) {
        assertThatThrownBy(() -> OnnxEngine.open(new ModelFile("m.onnx", model), ONE))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("not an ONNX model: m.onnx: ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({"ConstantOfShape, 0", "Expand, 1", "Tile, 1", "Resize, 3"})
    void aShapeBeyondReasonIsRefusedBeforeAnybodyTakesTheMemory(String operator, int place) throws Exception {
        String[] inputs = {"", "", "", ""};
        inputs[0] = "boxes";
        inputs[place] = "shape";
        refused(
                with(node(operator, "x", inputs), numbers("shape", 1, 1 << 20, 1 << 20)),
                "its " + operator + " asks for");
    }

    @Test
    void stepsThatCannotBeAreRefused() throws Exception {
        refused(
                with(node("MaxPool", "x", "images").addAttribute(numbersOf("strides", 0, 0))),
                "its MaxPool asks for strides [0, 0]");
        refused(
                with(node("Conv", "x", "images", "w").addAttribute(numbersOf("pads", 1L << 40, 0, 0, 0))),
                "its Conv asks for pads");
        refused(with(node("Pad", "x", "images", "p"), numbers("p", 0, 0, 0, 1L << 40)), "its Pad asks for a border");
        refused(
                with(node("Range", "x", "a", "b", "c"), numbers("a", 0), numbers("b", 1L << 40), numbers("c", 1)),
                "its Range asks for");
    }

    @Test
    void picturesLargerThanAnyAreRefused() {
        assertThatThrownBy(() -> OnnxEngine.open(
                        new ModelFile(
                                "m.onnx",
                                new TinyModel(64, 64, 1)
                                        .inputShape(1, 3, 30000, 64)
                                        .bytes()),
                        ONE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("larger than 8192");
        refused(new TinyModel(64, 64, 1).inputShape(1L << 31, -1, -1, -1).bytes(), "more than any detector");
        refused(new TinyModel(64, 64, 1).inputShape(1, 3, 1L << 40, 64).bytes(), "more than any detector");
        refused(
                new TinyModel(64, 64, 1).outputShape(1, 1L << 40, 5).bytes(),
                "its constant 'boxes' has the shape [1, 1");
        refused(new TinyModel(64, 64, 1).outputShape(1, 6, 84).bytes(), "but not as many values");
    }

    @Test
    void graphsWithinGraphsEnd() throws Exception {
        OnnxMl.GraphProto graph = OnnxMl.GraphProto.getDefaultInstance();
        for (int i = 0; i < 50; i++) {
            graph = OnnxMl.GraphProto.newBuilder()
                    .addNode(node("If", "x", "c")
                            .addAttribute(OnnxMl.AttributeProto.newBuilder()
                                    .setName("then_branch")
                                    .setType(OnnxMl.AttributeProto.AttributeType.GRAPH)
                                    .setG(graph)))
                    .build();
        }
        refused(
                OnnxMl.ModelProto.newBuilder().setGraph(graph).build().toByteArray(),
                "graphs lie too deep in each other");
    }

    /** A network of the operators that detectors are made of, so that damage finds something to hit. */
    private static byte[] network() throws Exception {
        OnnxMl.ModelProto.Builder model =
                parsed(new TinyModel(64, 64, 2)
                                .metadata("names", "{0: 'a', 1: 'b'}")
                                .bytes())
                        .toBuilder();
        float[] weights = new float[12 * 3 * 3 * 3];
        ByteBuffer raw = ByteBuffer.allocate(weights.length * Float.BYTES);
        model.getGraphBuilder()
                .addInitializer(OnnxMl.TensorProto.newBuilder()
                        .setName("w")
                        .setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                        .addAllDims(List.of(12L, 3L, 3L, 3L))
                        .setRawData(ByteString.copyFrom(raw.array())))
                .addInitializer(numbers("shape", 1, 12, -1))
                .addInitializer(numbers("split", 6, 6))
                .addInitializer(numbers("starts", 0))
                .addInitializer(numbers("ends", Long.MAX_VALUE))
                .addInitializer(numbers("axes", 2))
                .addInitializer(numbers("sizes", 1, 12, 64, 64))
                .addInitializer(numbers("pads", 0, 0, 0, 0, 0, 0, 2, 2))
                .addNode(node("Conv", "c", "images", "w")
                        .addAttribute(numbersOf("strides", 2, 2))
                        .addAttribute(numbersOf("pads", 1, 1, 1, 1))
                        .addAttribute(numbersOf("kernel_shape", 3, 3)))
                .addNode(node("Sigmoid", "s", "c"))
                .addNode(node("Mul", "m", "c", "s"))
                .addNode(node("MaxPool", "p", "m")
                        .addAttribute(numbersOf("kernel_shape", 5, 5))
                        .addAttribute(numbersOf("pads", 2, 2, 2, 2)))
                .addNode(node("Resize", "r", "p", "", "", "sizes"))
                .addNode(node("Pad", "q", "r", "pads"))
                .addNode(node("Reshape", "f", "p", "shape"))
                .addNode(node("Split", "h", "f", "split")
                        .addOutput("i")
                        .addAttribute(OnnxMl.AttributeProto.newBuilder()
                                .setName("axis")
                                .setType(OnnxMl.AttributeProto.AttributeType.INT)
                                .setI(1)))
                .addNode(node("Slice", "j", "h", "starts", "ends", "axes"))
                .addNode(node("Transpose", "t", "j").addAttribute(numbersOf("perm", 0, 2, 1)))
                .addOutput(OnnxMl.ValueInfoProto.newBuilder().setName("t"))
                .addOutput(OnnxMl.ValueInfoProto.newBuilder().setName("q"));
        return model.build().toByteArray();
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] model = whole.clone();
        for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
            int at = random.nextInt(model.length);
            switch (random.nextInt(4)) {
                case 0 -> model[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> model[at] = (byte) random.nextInt(256);
                case 2 -> model[at] = (byte) 0xff;
                default -> model = Arrays.copyOf(model, 1 + at);
            }
        }
        return model;
    }

    /** Where the damage does not matter it is a model; else it is refused in one line. Never anything else. */
    @Test
    void damagedFilesAreRefusedInOneLine() throws Exception {
        byte[] whole = network();
        try (Engine engine = OnnxEngine.open(new ModelFile("m.onnx", whole), ONE)) {
            assertThat(engine.model().names()).containsExactly("a", "b");
        }
        Random random = new Random(Long.getLong("lynceus.seed", 1));
        assertThat(refusals(() -> damaged(whole, random))).isBetween(COUNT / 2, COUNT - 1);
    }

    /** The same of files that are whole, and say something that cannot be. */
    @Test
    void oddFilesAreRefusedInOneLine() throws Exception {
        OnnxMl.ModelProto whole = parsed(network());
        Distortion distortion = new Distortion(new Random(Long.getLong("lynceus.seed", 1)));
        assertThat(refusals(() -> distortion.of(whole).toByteArray())).isBetween(COUNT / 4, COUNT - 1);
    }

    private static int refusals(Supplier<byte[]> models) {
        int refused = 0;
        for (int i = 0; i < COUNT; i++) {
            byte[] model = models.get();
            keep(model);
            try (Engine engine = OnnxEngine.open(new ModelFile("m.onnx", model), ONE);
                    Lane lane = engine.lane()) {
                lane.run(1);
                lane.read(0, 0.5f);
            } catch (UserError | RunError e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
                refused++;
            }
        }
        return refused;
    }

    /** Where whoever looks for a crash wants the file that it was. */
    private static void keep(byte[] model) {
        String file = System.getProperty("lynceus.model");
        if (file != null) {
            try {
                Files.write(Path.of(file), model);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
