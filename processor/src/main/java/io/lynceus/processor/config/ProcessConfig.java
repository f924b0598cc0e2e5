package io.lynceus.processor.config;

import io.lynceus.vision.UserError;
import org.jspecify.annotations.Nullable;

/**
 * What {@code process --config FILE.yaml} may hold; every key is optional, and the command line goes before the file.
 *
 * @param bootstrap host:port of the Kafka broker
 * @param applicationId name of the consumer group and the transactions
 * @param threads stream threads
 * @param state folder for Kafka Streams' stores
 * @param model the model at work
 * @param overload the cameras' policies when there are more frames than the model can take
 */
public record ProcessConfig(
        @Nullable String bootstrap,
        @Nullable String applicationId,
        @Nullable Integer threads,
        @Nullable String state,
        @Nullable ModelConfig model,
        @Nullable Overload overload) {
    public ProcessConfig {
        if (threads != null && threads < 1) {
            throw new UserError("threads: " + threads + " is less than 1");
        }
    }

    /** Nothing set. */
    public static ProcessConfig empty() {
        return new ProcessConfig(null, null, null, null, null, null);
    }

    /**
     * @param file path of an ONNX model
     * @param score detections at or below this are dropped, 0..1
     * @param iou a box that overlaps a better one of its class by more than this is dropped, 0..1
     */
    public record ModelConfig(
            @Nullable String file,
            @Nullable Float score,
            @Nullable Float iou) {
        public ModelConfig {
            fraction("model.score", score);
            fraction("model.iou", iou);
        }

        private static void fraction(String key, @Nullable Float value) {
            if (value != null && !(value >= 0 && value <= 1)) {
                throw new UserError(key + ": " + value + " is not from 0 to 1");
            }
        }
    }
}
