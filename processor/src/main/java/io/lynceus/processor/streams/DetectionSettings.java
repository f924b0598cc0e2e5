package io.lynceus.processor.streams;

import io.lynceus.processor.config.UserError;
import java.nio.file.Path;

/**
 * How detection runs on Kafka.
 *
 * @param bootstrap host:port of the broker
 * @param applicationId name of the consumer group and the transactions; instances with the same one share the cameras
 * @param threads stream threads, each decodes and detects for its share of the cameras
 * @param stateFolder where Kafka Streams keeps its stores
 */
public record DetectionSettings(String bootstrap, String applicationId, int threads, Path stateFolder) {
    public DetectionSettings {
        if (bootstrap.isBlank()) {
            throw new UserError("bootstrap: the broker's HOST:PORT");
        }
        if (applicationId.isBlank()) {
            throw new UserError("application id: must not be empty");
        }
        if (threads < 1 || threads > 1024) {
            throw new UserError("threads " + threads + ": from 1 to 1024");
        }
    }
}
