package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.decode.TestClips;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera that is set up anew while it sends. */
class MidStreamChangeTest {
    private static final int FRAMES = 30;

    @TempDir
    Path folder;

    @Test
    void anotherResolutionCostsNoFrame() throws IOException {
        List<EncodedPacket> packets = Clip.packets(twoClips("h264"), "cam", 1_000);
        assertThat(packets).extracting(EncodedPacket::getEpoch).containsOnly(1_000_000_000L);
        assertBothSizes(events(packets));
    }

    @Test
    void timestampsThatStartAgainCostNoFrameAndNoEpoch() throws IOException {
        List<EncodedPacket> packets = Clip.packets(twoClips("ts"), "cam", 1_000);
        assertThat(packets).extracting(EncodedPacket::getEpoch).containsOnly(1_000_000_000L);
        List<FrameDetections> events = events(packets);
        assertBothSizes(events);
        assertThat(events).extracting(FrameDetections::getFrameId).doesNotHaveDuplicates();
    }

    private static void assertBothSizes(List<FrameDetections> events) {
        assertThat(events).hasSize(2 * FRAMES).allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
        assertThat(events.subList(0, FRAMES)).allMatch(event -> event.getWidth() == 64 && event.getHeight() == 48);
        assertThat(events.subList(FRAMES, 2 * FRAMES))
                .allMatch(event -> event.getWidth() == 128 && event.getHeight() == 96);
    }

    private List<FrameDetections> events(List<EncodedPacket> packets) {
        try (Bench bench = new Bench(new FakeDetector(), FrameListener.NONE, folder.resolve("state"))) {
            return bench.send(packets);
        }
    }

    /** Two clips of different sizes in one file, one after the other. */
    private Path twoClips(String format) throws IOException {
        Path first = TestClips.write(folder.resolve("first." + format), 64, 48, FRAMES, "libopenh264");
        Path second = TestClips.write(folder.resolve("second." + format), 128, 96, FRAMES, "libopenh264");
        Path both = Files.copy(first, folder.resolve("both." + format));
        return Files.write(both, Files.readAllBytes(second), StandardOpenOption.APPEND);
    }
}
