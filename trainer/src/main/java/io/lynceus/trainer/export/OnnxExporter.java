package io.lynceus.trainer.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.lynceus.trainer.model.AnchorPoints;
import io.lynceus.trainer.model.HeadKind;
import io.lynceus.trainer.model.Network;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes a network's detecting part as ONNX: input {@code images} (N, 3, height, width) float32 in 0..1, output
 * {@code output0} (N, 4 + classes, anchors), or (N, boxes, 6) of a one-to-one head, whose file says so in its metadata.
 * Not thread-safe.
 */
public final class OnnxExporter {
    static final String INPUT = "images";
    static final String OUTPUT = "output0";

    private final ExportOptions options;

    public OnnxExporter(ExportOptions options) {
        this.options = options;
    }

    /** The same with nothing more made of it. */
    public Parity export(Network network, Map<String, String> metadata, Path file) {
        return export(network, metadata, file, UnaryOperator.identity());
    }

    /**
     * Writes the file and checks it against the network; the file appears only when both agree.
     *
     * @param metadata the file's metadata_props, in order
     * @param served what to make of the model once it is checked
     * @return how far the file's answers are from the network's
     * @throws RunError when it cannot be written, or its answers differ from the network's
     */
    public Parity export(Network network, Map<String, String> metadata, Path file, UnaryOperator<byte[]> served) {
        ModelProto model = model(network, metadata);
        Path absolute = file.toAbsolutePath();
        Path partial = absolute.resolveSibling(absolute.getFileName() + ".partial");
        try {
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            byte[] plain = model.toByteArray();
            Files.write(partial, plain);
            Parity parity = Parity.measure(network, partial, options);
            if (!parity.holds(options.half())) {
                throw new RunError("the exported model does not answer as the network does: " + parity
                        + "; nothing was written to " + file);
            }
            Files.write(partial, served.apply(plain));
            Files.move(partial, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return parity;
        } catch (IOException e) {
            throw new RunError("cannot write " + file + ": " + Reason.of(e), e);
        } finally {
            delete(partial);
        }
    }

    /** What would be in the file, not checked against the network. */
    public byte[] bytes(Network network, Map<String, String> metadata) {
        return model(network, metadata).toByteArray();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // nothing depends on it
        }
    }

    private ModelProto model(Network network, Map<String, String> metadata) {
        OnnxGraph graph = new OnnxGraph(network.architecture().deployed().name(), options.batch());
        AnchorPoints anchors = AnchorPoints.of(options.height(), options.width());
        OnnxOps ops = new OnnxOps(graph, network.weights(), options.half());
        List<OnnxMap> maps =
                network.trace(ops, ops.input(new OnnxMap(INPUT, 3, options.height(), options.width()))).stream()
                        .map(ops::output)
                        .toList();
        boolean oneToOne = network.architecture().headKind() == HeadKind.ONE_TO_ONE;
        long[] shape = oneToOne
                ? new OnnxChooser(graph, anchors, network.classes(), options.operatorSet()).choose(maps, OUTPUT)
                : new OnnxDecoder(graph, anchors, network.classes()).decode(maps, OUTPUT);
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(options.formatVersion())
                .setProducerName("lynceus")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(options.operatorSet()))
                .setGraph(graph.build(INPUT, new long[] {3, options.height(), options.width()}, OUTPUT, shape));
        metadata.forEach((key, value) -> say(model, key, value));
        if (oneToOne) {
            say(model, HeadKind.KEY, HeadKind.ONE_TO_ONE.toString());
            say(model, "end2end", "true");
        }
        return model.build();
    }

    private static void say(ModelProto.Builder model, String key, String value) {
        model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value));
    }
}
