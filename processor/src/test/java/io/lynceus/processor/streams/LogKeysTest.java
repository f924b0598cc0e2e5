package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.schemas.avro.EncodedPacket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

class LogKeysTest {
    @TempDir
    private Path folder;

    @Test
    void whateverIsLoggedOfAPacketSaysItsCameraAndFrame() {
        List<String> keys = new ArrayList<>();
        List<EncodedPacket> packets = ReorderedPackets.of("gate", 5, 8);
        FrameListener listener = (event, frame) -> keys.add(MDC.get("camera") + " " + MDC.get("frame"));
        try (Bench bench = new Bench(new FakeDetector(), listener, folder)) {
            bench.send(packets);
        }
        assertThat(keys).isNotEmpty();
        // A decoder gives a frame when a later packet comes: that one's work it is.
        assertThat(keys).last().isEqualTo("gate " + frameId(packets.get(packets.size() - 1)));
        assertThat(MDC.get("frame")).isNull();
    }

    private static String frameId(EncodedPacket packet) {
        return PacketFacts.frameId(packet.getCamera(), packet.getEpoch(), packet.getSequence());
    }
}
