package io.lynceus.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.schemas.avro.FrameDetections;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class EventFactsTest {
    private final EventFactsDeserializer facts = new EventFactsDeserializer();

    @Test
    void theyAreThoseOfTheWholeEvent() {
        FrameDetections event = FrameDetections.newBuilder(Records.event())
                .setLastSequence(12L)
                .setFrameCount(3)
                .setApplication("yard")
                .setDamaged("cut")
                .setOffsetSteps(List.of(1, 4))
                .build();
        byte[] bytes = new FrameDetectionsSerde().serializer().serialize("t", event);
        assertThat(facts.deserialize("t", bytes)).isEqualTo(EventFacts.of(event));
    }

    @Test
    void whatIsNoEventIsRefused() {
        assertThat(facts.deserialize("t", null)).isNull();
        byte[] bytes = new FrameDetectionsSerde().serializer().serialize("t", Records.event());
        byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 1);
        assertThatThrownBy(() -> facts.deserialize("t", cut)).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> facts.deserialize("t", new byte[] {1, 2, 3}))
                .isInstanceOf(SerializationException.class);
    }
}
