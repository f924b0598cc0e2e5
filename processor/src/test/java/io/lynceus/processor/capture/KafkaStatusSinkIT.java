package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.kafka.StatusReader;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.vision.RunError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KafkaStatusSinkIT {
    @Test
    void whatIsPublishedIsReadInOrder() {
        List<CameraStatus> told = List.of(
                status("gate", CameraChange.CONNECTED),
                status("dock", CameraChange.LOST),
                status("gate", CameraChange.LOST),
                status("gate", CameraChange.RECONNECTED));
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            assertThatThrownBy(() -> KafkaStatusSink.open(broker.connection()))
                    .isInstanceOf(RunError.class)
                    .hasMessageContaining("no topic lynceus.camera-status");
            try (TopicSetup topics = TopicSetup.open(broker.connection())) {
                topics.create(TopicLayout.DEFAULT);
            }
            try (KafkaStatusSink sink = KafkaStatusSink.open(broker.connection())) {
                told.forEach(sink::publish);
            }
            try (StatusReader reader = StatusReader.open(broker.connection(), true)) {
                List<CameraStatus> read = new ArrayList<>();
                while (read.size() < told.size()) {
                    read.addAll(reader.poll(Duration.ofSeconds(1)));
                }
                assertThat(read).isEqualTo(told);
            }
        }
    }

    private static CameraStatus status(String camera, CameraChange change) {
        return CameraStatus.newBuilder()
                .setCamera(camera)
                .setStatus(change)
                .setTime(Instant.parse("2026-01-02T03:04:05.678901Z"))
                .build();
    }
}
