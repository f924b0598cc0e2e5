package io.lynceus.trainer.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.lynceus.trainer.config.RunError;
import io.lynceus.trainer.config.UserError;
import io.lynceus.trainer.model.AnchorPoints;
import io.lynceus.trainer.model.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * Writes a network's detecting part as ONNX: input {@code images} (N, 3, height, width) float32 in 0..1, output
 * {@code output0} (N, 4 + classes, anchors). N is free, the size is fixed. Not thread-safe.
 */
public final class OnnxExporter {
    static final String INPUT = "images";
    static final String OUTPUT = "output0";
    private static final int LARGEST_STRIDE = 32;

    /** ONNX 1.12 (2022): new enough for every operator used, old enough for every runtime of interest. */
    private static final long OPERATOR_SET = 17;

    private static final long IR_VERSION = 8;

    private final int height;
    private final int width;

    /**
     * For pictures of that size in pixels.
     *
     * @throws UserError when it is not a multiple of 32
     */
    public OnnxExporter(int height, int width) {
        if (height < LARGEST_STRIDE || width < LARGEST_STRIDE || height % LARGEST_STRIDE + width % LARGEST_STRIDE > 0) {
            throw new UserError("an input of " + height + "x" + width
                    + " pixels: height and width must be multiples of " + LARGEST_STRIDE);
        }
        this.height = height;
        this.width = width;
    }

    /**
     * Writes the file and checks it against the network; the file appears only when both agree.
     *
     * @param metadata the file's metadata_props, in order
     * @return how far the file's answers are from the network's
     * @throws RunError when it cannot be written, or its answers differ from the network's
     */
    public Parity export(Network network, Map<String, String> metadata, Path file) {
        ModelProto model = model(network, metadata);
        Path absolute = file.toAbsolutePath();
        Path partial = absolute.resolveSibling(absolute.getFileName() + ".partial");
        try {
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(partial, model.toByteArray());
            Parity parity = Parity.measure(network, partial, height, width);
            if (!parity.holds()) {
                throw new RunError("the exported model does not answer as the network does: " + parity
                        + "; nothing was written to " + file);
            }
            Files.move(partial, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return parity;
        } catch (IOException e) {
            throw new RunError("cannot write " + file + ": " + e.getMessage(), e);
        } finally {
            delete(partial);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // nothing depends on it
        }
    }

    private ModelProto model(Network network, Map<String, String> metadata) {
        OnnxGraph graph = new OnnxGraph(network.architecture().deployed().name());
        AnchorPoints anchors = AnchorPoints.of(height, width);
        List<OnnxMap> maps = network.trace(new OnnxOps(graph, network.weights()), new OnnxMap(INPUT, 3, height, width));
        new OnnxDecoder(graph, anchors, network.classes()).decode(maps, OUTPUT);
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("lynceus")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .setGraph(graph.build(INPUT, new long[] {3, height, width}, OUTPUT, new long[] {
                    4L + network.classes(), anchors.count()
                }));
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }
}
