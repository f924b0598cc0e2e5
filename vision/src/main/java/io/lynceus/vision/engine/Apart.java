package io.lynceus.vision.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.lynceus.vision.model.ModelFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Boxes and scores that a network gives as two outputs are made one, so that all that follows knows one output only.
 */
final class Apart {
    /** The name of the one that is made of both. */
    static final String JOINED = "boxes+scores";

    private static final int BOX = 4;
    /** ONNX's numbers of them. */
    private static final Map<OnnxJavaType, Integer> TYPES = Map.of(OnnxJavaType.FLOAT, 1, OnnxJavaType.FLOAT16, 10);

    private Apart() {}

    /** The model with both as one output; the model itself where they do not lie apart. */
    static ModelFile joined(OrtSession session, ModelFile file) throws OrtException {
        List<String> names = new ArrayList<>();
        List<TensorInfo> infos = new ArrayList<>();
        for (Map.Entry<String, NodeInfo> output : session.getOutputInfo().entrySet()) {
            if (output.getValue().getInfo() instanceof TensorInfo info
                    && info.getShape().length == 3
                    && TYPES.containsKey(info.type)) {
                names.add(output.getKey());
                infos.add(info);
            }
        }
        if (names.size() != 2 || names.size() != session.getNumOutputs() || infos.get(0).type != infos.get(1).type) {
            return file;
        }
        long[] first = infos.get(0).getShape();
        long[] second = infos.get(1).getShape();
        boolean sameAnchors = first[1] == second[1] || first[1] < 0 || second[1] < 0;
        // Of two that could be the boxes the first is, unless the other says so.
        boolean scoresFirst =
                second[2] == BOX && (first[2] != BOX || names.get(1).contains("box"));
        if (!sameAnchors || (first[2] != BOX && second[2] != BOX)) {
            return file;
        }
        return file.joining(
                names.get(scoresFirst ? 1 : 0),
                names.get(scoresFirst ? 0 : 1),
                JOINED,
                TYPES.getOrDefault(infos.get(0).type, 0));
    }
}
