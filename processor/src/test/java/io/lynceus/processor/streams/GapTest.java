package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packets that never came, in a stream with B-frames and a keyframe every 10 frames. */
class GapTest {
    private static final int FRAMES = 40;

    @TempDir
    Path folder;

    private final List<EncodedPacket> packets = ReorderedPackets.of("cam", 5, FRAMES);

    @Test
    void noPictureAfterAGapIsTakenForAWholeOne() {
        FrameDetections[] whole = bySequence(run(packets));
        for (int first = 1; first < FRAMES; first++) {
            for (int length : new int[] {1, 3}) {
                List<EncodedPacket> left = without(first, length);
                List<FrameDetections> events = run(left);
                assertThat(events).hasSize(left.size() - 1);
                assertThat(events)
                        .filteredOn(event -> event.getStatus() == FrameStatus.DETECTED)
                        .allSatisfy(event -> assertThat(event.getDetections())
                                .isEqualTo(whole[(int) event.getSequence()].getDetections()));
            }
        }
    }

    @Test
    void framesWaitForTheNextKeyframeAndSaySo() {
        int keyframe = keyframeAfter(11);
        FrameDetections[] events = bySequence(run(without(11, 2)));
        for (int i = 13; i < keyframe; i++) {
            assertThat(events[i].getStatus()).isEqualTo(FrameStatus.SKIPPED);
            assertThat(events[i].getReason()).isEqualTo("waiting for a keyframe: packets before it never came");
        }
        assertThat(events[keyframe].getStatus()).isEqualTo(FrameStatus.DETECTED);
    }

    private int keyframeAfter(int offset) {
        int next = offset;
        while (!packets.get(next).getKeyframe()) {
            next++;
        }
        return next;
    }

    private List<EncodedPacket> without(int first, int length) {
        List<EncodedPacket> left = new ArrayList<>(packets);
        left.subList(first, Math.min(first + length, FRAMES)).clear();
        return left;
    }

    private List<FrameDetections> run(List<EncodedPacket> given) {
        try (Bench bench = new Bench(new MeanDetector(), FrameListener.NONE, folder)) {
            return bench.send(given);
        }
    }

    private static FrameDetections[] bySequence(List<FrameDetections> events) {
        FrameDetections[] all = new FrameDetections[FRAMES];
        events.forEach(event -> all[(int) event.getSequence()] = event);
        return all;
    }
}
