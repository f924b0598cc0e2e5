package io.lynceus.trainer.quantise;

import static io.lynceus.trainer.quantise.TestNodes.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.lynceus.trainer.export.OnnxAttributes;
import io.lynceus.vision.engine.InnerValues;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.PictureSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A small network of the shapes that are written otherwise in 8 bits: a first layer whose filters see three channels in
 * steps of two, a map that is doubled, and one that is put together of two.
 */
class QuantisedShapesTest {
    private static final int WIDTH = 32;
    private static final int HEIGHT = 16;
    private static final InputSize SIZE = new InputSize(HEIGHT, WIDTH);

    private final Random random = new Random(5);

    @Test
    void whatIsComputedIsTheSameWithinTheSteps() throws InvalidProtocolBufferException {
        ModelProto exact = model(WIDTH);
        PictureSource picture = noise();
        ModelProto quantised = quantised(exact, picture);

        Map<String, float[]> wanted = values(exact, picture, true);
        for (boolean asWritten : new boolean[] {true, false}) {
            Map<String, float[]> found = values(quantised, picture, asWritten);
            for (String name : List.of("answer", "look", "large")) {
                near(Objects.requireNonNull(found.get(name)), Objects.requireNonNull(wanted.get(name)));
            }
        }
    }

    @Test
    void aResizeMayNameTheSidesThatItScales() throws InvalidProtocolBufferException {
        ModelProto exact = namingSides(model(WIDTH));
        PictureSource picture = noise();

        float[] wanted = Objects.requireNonNull(values(exact, picture, true).get("answer"));
        ModelProto quantised = quantised(exact, picture);

        assertThat(kinds(quantised.getGraph())).doesNotContain("Resize");
        near(Objects.requireNonNull(values(quantised, picture, false).get("answer")), wanted);
    }

    @Test
    void theFirstLayerGivesTwoPlacesAtOnce() throws InvalidProtocolBufferException {
        GraphProto quantised = quantised(model(WIDTH), noise()).getGraph();

        assertThat(Graph.integers(maker(quantised, "look.pairs"), "kernel_shape"))
                .containsExactly(3L, 2L);
        assertThat(constant(
                                quantised,
                                maker(quantised, maker(quantised, "look.pairs").getInput(1))
                                        .getInput(0))
                        .getDimsList())
                .as("two results of the eight filters, on four columns of three channels and an empty one")
                .containsExactly(16L, 16L, 3L, 2L);
    }

    @Test
    void unlessTheRowsDoNotDivide() throws InvalidProtocolBufferException {
        GraphProto quantised = quantised(model(WIDTH + 3), noise(WIDTH + 3)).getGraph();

        assertThat(Graph.integers(maker(quantised, "look"), "kernel_shape")).containsExactly(3L, 3L);
        assertThat(kinds(quantised)).as("a map is doubled all the same").doesNotContain("Resize");
    }

    @Test
    void aMapIsDoubledWithoutTheRuntimesResize() throws InvalidProtocolBufferException {
        ModelProto exact = model(WIDTH);
        assertThat(kinds(exact.getGraph())).contains("Resize");
        assertThat(kinds(quantised(exact, noise()).getGraph())).doesNotContain("Resize");
    }

    @Test
    void whatIsPutTogetherHasTheSameSteps() throws InvalidProtocolBufferException {
        GraphProto quantised = quantised(model(WIDTH), noise()).getGraph();

        List<ByteString> scales = new ArrayList<>();
        for (String input : maker(quantised, "both").getInputList()) {
            scales.add(constant(quantised, maker(quantised, input).getInput(1)).getRawData());
        }
        assertThat(scales).hasSize(2);
        assertThat(scales).allMatch(constant(quantised, "both.scale").getRawData()::equals);
    }

    /** With operator set 18's way of scaling height and width alone. */
    private static ModelProto namingSides(ModelProto model) {
        ModelProto.Builder named = model.toBuilder();
        named.getOpsetImportBuilder(0).setVersion(18);
        GraphProto.Builder graph = named.getGraphBuilder();
        graph.addInitializer(floats("sides", new float[] {2, 2}, 2));
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            if (node.getOpType().equals("Resize")) {
                node.setInput(2, "sides").addAttribute(OnnxAttributes.ints("axes", 2, 3));
            }
        }
        return named.build();
    }

    private static void near(float[] found, float[] wanted) {
        float most = 0;
        for (float value : wanted) {
            most = Math.max(most, Math.abs(value));
        }
        assertThat(most).isPositive();
        assertThat(found).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(found[i]).as("place " + i).isCloseTo(wanted[i], within(0.06f * most));
        }
    }

    private static ModelProto quantised(ModelProto exact, PictureSource picture) throws InvalidProtocolBufferException {
        InputSize size = new InputSize(HEIGHT, (int) exact.getGraph()
                .getInput(0)
                .getType()
                .getTensorType()
                .getShape()
                .getDim(3)
                .getDimValue());
        Quantisation quantisation =
                new Quantisation(new ModelFile("small", exact.toByteArray()), size, Scheme.ONNXRUNTIME, List.of());
        return ModelProto.parseFrom(quantisation.write(List.of(picture), done -> {}));
    }

    /** With what lies between as outputs too. */
    private static Map<String, float[]> values(ModelProto model, PictureSource picture, boolean asWritten) {
        ModelProto.Builder watched = model.toBuilder();
        for (String tensor : List.of("look", "large")) {
            watched.getGraphBuilder().addOutput(value(tensor, 0, 0, 0, 0));
        }
        try (InnerValues values = new InnerValues(watched.build().toByteArray(), "small", SIZE, asWritten)) {
            return values.of(picture);
        }
    }

    private PictureSource noise() {
        return noise(WIDTH);
    }

    private PictureSource noise(int width) {
        byte[] rgb = new byte[width * HEIGHT * 3];
        random.nextBytes(rgb);
        return Letterbox.of(width, HEIGHT, width, HEIGHT).source(new Picture(width, HEIGHT, rgb));
    }

    private ModelProto model(int width) {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("small")
                .addInput(value("images", 1, 3, HEIGHT, width))
                .addOutput(value("answer", 0, 0, 0, 0))
                .addInitializer(floats("twice", new float[] {1, 1, 2, 2}, 4));
        convolution(graph, "images", "look", new long[] {8, 3, 3, 3}, 2);
        graph.addNode(node("Sigmoid", "gate", "look")).addNode(node("Mul", "seen", "look", "gate"));
        convolution(graph, "seen", "small", new long[] {8, 8, 3, 3}, 2);
        graph.addNode(node("Resize", "large", "small", "", "twice")
                .addAttribute(text("mode", "nearest"))
                .addAttribute(text("coordinate_transformation_mode", "asymmetric"))
                .addAttribute(text("nearest_mode", "floor")));
        graph.addNode(node("Concat", "both", "seen", "large")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(AttributeType.INT)
                        .setI(1)));
        convolution(graph, "both", "mixed", new long[] {4, 16, 1, 1}, 1);
        convolution(graph, "mixed", "answer", new long[] {2, 4, 1, 1}, 1);
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build();
    }

    private void convolution(GraphProto.Builder graph, String input, String output, long[] shape, int stride) {
        long sees = shape[1] * shape[2] * shape[3];
        graph.addInitializer(floats(output + ".weight", numbers((int) (shape[0] * sees), 2f / sees), shape))
                .addInitializer(floats(output + ".bias", numbers((int) shape[0], 0.2f), shape[0]))
                .addNode(node("Conv", output, input, output + ".weight", output + ".bias")
                        .addAttribute(OnnxAttributes.ints("kernel_shape", shape[2], shape[3]))
                        .addAttribute(OnnxAttributes.ints("strides", stride, stride))
                        .addAttribute(
                                OnnxAttributes.ints("pads", shape[2] / 2, shape[2] / 2, shape[2] / 2, shape[2] / 2)));
    }

    private float[] numbers(int count, float scale) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (random.nextGaussian() * scale);
        }
        return numbers;
    }

    private static AttributeProto.Builder text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value));
    }

    private static TensorProto floats(String name, float[] values, long... shape) {
        return Tensors.ofFloats(name, Arrays.stream(shape).boxed().toList(), values);
    }

    private static ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.length; i++) {
            Dimension.Builder dimension = Dimension.newBuilder();
            dimensions.addDim(shape[i] == 0 ? dimension.setDimParam(name + i) : dimension.setDimValue(shape[i]));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(DataType.FLOAT_VALUE)
                                .setShape(dimensions)))
                .build();
    }

    private static NodeProto maker(GraphProto graph, String tensor) {
        return graph.getNodeList().stream()
                .filter(node -> node.getOutputList().contains(tensor))
                .findFirst()
                .orElseThrow();
    }

    private static TensorProto constant(GraphProto graph, String name) {
        return graph.getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> kinds(GraphProto graph) {
        return graph.getNodeList().stream().map(NodeProto::getOpType).collect(Collectors.toSet());
    }
}
