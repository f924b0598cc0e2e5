package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.InnerValues;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.PictureSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * A finished ONNX file made into one that computes in 8 bits: which layers do, how far their numbers reach on pictures
 * like those that it will see, and the file. One thread.
 */
public final class Quantisation {
    private static final int OLDEST_OPERATORS = 13;
    private static final int WORST = 5;

    private final ModelFile file;
    private final InputSize size;
    private final ModelProto wanted;
    private final Plan plan;
    private final Scheme scheme;
    private final Graph graph;
    private final long convolutions;

    /**
     * @param file a detector in float32
     * @param size of its input
     * @param keep layers that stay float32: names, or how those begin up to a dot or a slash
     * @throws UserError when it cannot be made into one of 8 bits: why
     */
    public Quantisation(ModelFile file, InputSize size, Scheme scheme, List<String> keep) {
        this.file = file;
        this.size = size;
        this.scheme = scheme;
        ModelProto given = parsed(file.bytes(), file.name());
        check(file, given);
        // ONNX Runtime adds the operator sets of its own, which nothing here uses.
        ModelProto folded = parsed(InnerValues.folded(file.bytes(), file.name()), file.name());
        this.wanted = folded.toBuilder()
                .clearOpsetImport()
                .addAllOpsetImport(given.getOpsetImportList())
                .setGraph(NamedAxes.unnamed(folded.getGraph()))
                .build();
        this.graph = new Graph(wanted.getGraph());
        this.plan = new Plan(graph, scheme, keep);
        this.convolutions = graph.nodes().stream()
                .filter(node -> node.getOpType().equals("Conv"))
                .count();
    }

    private static ModelProto parsed(byte[] bytes, String name) {
        try {
            return ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new UserError("not an ONNX model: " + name, e);
        }
    }

    private static void check(ModelFile file, ModelProto model) {
        if (!file.data().isEmpty()) {
            throw new UserError("the model " + file.name() + " takes values from other files: write it as one file");
        }
        if (model.getGraph().getNodeList().stream()
                .anyMatch(node -> node.getOpType().endsWith("QuantizeLinear"))) {
            throw new UserError("the model " + file.name() + " computes in 8 bits already");
        }
        model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() && set.getVersion() < OLDEST_OPERATORS)
                .findFirst()
                .ifPresent(set -> {
                    throw new UserError("the model " + file.name() + " is of operator set " + set.getVersion()
                            + ": 8 bits for each channel want " + OLDEST_OPERATORS + " or newer; export it anew");
                });
    }

    /** How many of the model's convolutions are to compute in 8 bits, for people. */
    public String extent() {
        return plan.convolutions() + " of " + convolutions + " convolutions in 8 bits";
    }

    /**
     * The model in 8 bits, with the metadata that it has.
     *
     * @param pictures to learn the ranges from, at least one
     * @param done told how many pictures are done
     */
    public byte[] write(List<PictureSource> pictures, IntConsumer done) {
        Map<String, Range> ranges = Calibration.of(wanted, graph, plan, file.name(), size, pictures, done);
        return new Quantiser(graph, plan, scheme, ranges).write(wanted).toByteArray();
    }

    /** The layers that 8 bits cost most, the worst first: to be kept in float32 where too much differs. */
    public List<String> worst(byte[] quantised, List<PictureSource> pictures) {
        return LayerErrors.worst(wanted, parsed(quantised, file.name()), plan.layers(), size, pictures, WORST);
    }

    /**
     * The model with what is known of it now: its precision, and what else the facts say. How good the float32 model
     * was is left out.
     */
    public byte[] said(byte[] quantised, Map<String, String> facts) {
        ModelProto model = parsed(quantised, file.name());
        Map<String, String> all = new LinkedHashMap<>();
        model.getMetadataPropsList().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
        all.keySet().removeIf(key -> key.equals("AP") || key.startsWith("AP50") || key.startsWith("AP."));
        all.put("precision", "int8");
        all.putAll(facts);
        ModelProto.Builder builder = model.toBuilder().clearMetadataProps();
        all.forEach((key, value) -> builder.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return builder.build().toByteArray();
    }
}
