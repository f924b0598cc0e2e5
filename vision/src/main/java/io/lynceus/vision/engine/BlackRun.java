package io.lynceus.vision.engine;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lynceus.vision.UserError;
import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.model.InputSize;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a model answers to a batch of black pictures; owns that answer's native memory until closed. */
final class BlackRun implements AutoCloseable {
    /** Rounding of a score. */
    private static final float SLACK = 1e-3f;
    /** A network's anchors lie all over the picture, so that some box's far corner is beyond its first cell. */
    private static final float FIRST_CELL = 8;

    private static final int BOX = 4;

    private final OrtSession.Result result;
    private final String model;
    private final int pictures;

    /** @throws UserError when so many pictures do not fit into one tensor */
    BlackRun(OrtEnvironment environment, OrtSession session, ModelLayout layout, InputSize size, int pictures)
            throws OrtException {
        this.model = layout.model();
        this.pictures = pictures;
        long bytes = (long) layout.pictureBytes(size, pictures) * pictures;
        try (NativeBuffer black = new NativeBuffer(bytes);
                OnnxTensor input = OnnxTensor.createTensor(
                        environment, black.bytes(), layout.shape(pictures, size), OnnxJavaType.UINT8)) {
            this.result = session.run(Map.of(name(session), input));
        }
    }

    /** Of a session's one input. */
    static String name(OrtSession session) {
        return session.getInputNames().iterator().next();
    }

    int pictures() {
        return pictures;
    }

    /** Whether each output has an answer to each picture. */
    boolean isOfAllPictures() {
        return outputs().stream().allMatch(output -> output.rank() > 0 && output.shape()[0] == pictures);
    }

    /** The outputs of numbers with a fraction, in the model's order. */
    List<Output> outputs() {
        List<Output> outputs = new ArrayList<>();
        for (Map.Entry<String, OnnxValue> named : result) {
            if (named.getValue() instanceof OnnxTensor tensor) {
                OnnxJavaType type = tensor.getInfo().type;
                if (type == OnnxJavaType.FLOAT || type == OnnxJavaType.FLOAT16) {
                    outputs.add(new Output(
                            named.getKey(),
                            type == OnnxJavaType.FLOAT16,
                            tensor.getInfo().getShape()));
                }
            }
        }
        return outputs;
    }

    /**
     * Whether the first four numbers of an output's rows are offsets and logarithms in the measure of cells: all are
     * small, and some no part of anything.
     */
    boolean inCells(Output output) {
        FloatBuffer numbers = numbers(output);
        int length = Math.toIntExact(output.shape()[2]);
        float least = 0;
        float most = 0;
        for (int row = 0; row < numbers.limit(); row += length) {
            for (int i = row; i < row + BOX; i++) {
                least = Math.min(least, numbers.get(i));
                most = Math.max(most, numbers.get(i));
            }
        }
        return most < FIRST_CELL && least > -FIRST_CELL && (least < -SLACK || most > 1 + SLACK);
    }

    private FloatBuffer numbers(Output output) {
        return ((OnnxTensor) result.get(output.name()).orElseThrow()).getFloatBuffer();
    }

    /**
     * That the answer is one that a detector gives, whatever its shape is.
     *
     * @throws UserError when a score is none, or the boxes are not in pixels
     */
    void check(HeadChoice.Chosen chosen) {
        FloatBuffer numbers = numbers(chosen.output());
        int each = Math.toIntExact(chosen.output().numbers());
        float least = 0;
        float most = 0;
        float farthest = 0;
        for (int i = 0; i < pictures; i++) {
            Candidates all = chosen.head().read(numbers.slice(i * each, each), Float.NEGATIVE_INFINITY);
            for (int j = 0; j < all.size(); j++) {
                Box box = all.box(j);
                least = Math.min(least, box.score());
                most = Math.max(most, box.score());
                farthest = Math.max(farthest, Math.max(Math.abs(box.x2()), Math.abs(box.y2())));
            }
        }
        if (!(least >= -SLACK && most <= 1 + SLACK)) {
            throw refused("scores reach from " + least + " to " + most + ", wanted are 0 to 1");
        }
        if (chosen.places() > 0 && farthest > 0 && farthest < FIRST_CELL || !Float.isFinite(farthest)) {
            throw refused("boxes reach no farther than to " + farthest
                    + ", wanted are pixels of the input, or YOLOX's cells: --layout yolox");
        }
    }

    private UserError refused(String why) {
        return new UserError("the model " + model + " has the shape of a detector, but its " + why);
    }

    @Override
    public void close() {
        result.close();
    }
}
