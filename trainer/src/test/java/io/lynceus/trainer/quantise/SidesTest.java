package io.lynceus.trainer.quantise;

import static io.lynceus.trainer.quantise.TestNodes.node;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.lynceus.trainer.export.OnnxAttributes;
import io.lynceus.vision.model.InputSize;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How large the maps of a graph are: what is not sure is not said, for bytes would be put into another shape. */
class SidesTest {
    private final GraphProto.Builder graph = GraphProto.newBuilder().addInput(picture(16, 32));

    @Test
    void aConvolutionInStepsOfTwoHalvesAMap() {
        convolution("images", "small", 8, 3, 2, 1);

        assertThat(new Graph(graph.build()).size("small")).isEqualTo(new InputSize(8, 16));
    }

    @Test
    void aResizeOfHeightAndWidthAloneHasTwoScales() {
        graph.addInitializer(Tensors.ofFloats("twice", List.of(2L), 2, 2));
        NodeProto resize = node("Resize", "large", "images", "", "twice")
                .addAttribute(OnnxAttributes.ints("axes", 2, 3))
                .build();
        graph.addNode(resize);

        Graph read = new Graph(graph.build());

        assertThat(read.size("large")).isNull();
        assertThat(Doubling.is(read, resize)).isFalse();
    }

    @Test
    void aProductWithOneNumberForEachChannelIsNotOnePixel() {
        convolution("images", "seen", 8, 3, 1, 1);
        graph.addNode(node("AveragePool", "mean", "seen").addAttribute(OnnxAttributes.ints("kernel_shape", 16, 32)));
        graph.addNode(node("Mul", "weighed", "mean", "seen"));

        assertThat(new Graph(graph.build()).size("weighed")).isNotEqualTo(new InputSize(1, 1));
    }

    @Test
    void aSumWithOneNumberForEachPlaceIsNotOneChannel() {
        convolution("images", "seen", 8, 3, 1, 1);
        convolution("seen", "look", 1, 1, 1, 0);
        graph.addNode(node("Add", "sum", "look", "seen"));

        assertThat(new Graph(graph.build()).channels("sum")).isNotEqualTo(1);
    }

    @Test
    void aProductOfMapsOfOneShapeIsOfThatToo() {
        convolution("images", "seen", 8, 3, 2, 1);
        graph.addNode(node("Sigmoid", "gate", "seen")).addNode(node("Mul", "gated", "seen", "gate"));

        Graph read = new Graph(graph.build());

        assertThat(read.size("gated")).isEqualTo(new InputSize(8, 16));
        assertThat(read.channels("gated")).isEqualTo(8);
    }

    private void convolution(String input, String output, long channels, long side, long stride, long pad) {
        graph.addInitializer(Tensors.ofFloats(output + ".weight", List.of(channels, 1L, side, side)))
                .addNode(node("Conv", output, input, output + ".weight")
                        .addAttribute(OnnxAttributes.ints("kernel_shape", side, side))
                        .addAttribute(OnnxAttributes.ints("strides", stride, stride))
                        .addAttribute(OnnxAttributes.ints("pads", pad, pad, pad, pad)));
    }

    private static ValueInfoProto picture(long height, long width) {
        ValueInfoProto.Builder input = ValueInfoProto.newBuilder().setName("images");
        for (long side : new long[] {1, 3, height, width}) {
            input.getTypeBuilder()
                    .getTensorTypeBuilder()
                    .getShapeBuilder()
                    .addDim(Dimension.newBuilder().setDimValue(side));
        }
        return input.build();
    }
}
