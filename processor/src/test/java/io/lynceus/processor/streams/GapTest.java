package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.DamagedPolicy;
import io.lynceus.processor.decode.CodecClip;
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
                List<EncodedPacket> left = without(packets, first, length);
                List<FrameDetections> events = run(left);
                assertThat(events).hasSize(left.size() - 1);
                assertThat(events)
                        .filteredOn(event -> event.getStatus() == FrameStatus.DETECTED && event.getDamaged() == null)
                        .allSatisfy(event -> assertThat(event.getDetections())
                                .isEqualTo(whole[(int) event.getSequence()].getDetections()));
            }
        }
    }

    @Test
    void framesAreMarkedUpToTheNextKeyframe() {
        List<EncodedPacket> clip = longGroups();
        int keyframe = keyframeAfter(clip, 7);
        FrameDetections[] events = bySequence(run(without(clip, 5, 2), DamagedPolicy.MARK));
        assertThat(events[7].getDamaged()).isEqualTo("a picture that it builds on never came");
        for (int i = 7; i < keyframe; i++) {
            assertThat(events[i].getStatus()).isEqualTo(FrameStatus.DETECTED);
            assertThat(events[i].getDamaged()).isNotNull();
        }
        assertThat(events[keyframe].getStatus()).isEqualTo(FrameStatus.DETECTED);
        assertThat(events[keyframe].getDamaged()).isNull();
    }

    @Test
    void whereDamagedPicturesAreRefusedFramesWaitForTheNextKeyframeAndSaySo() {
        List<EncodedPacket> clip = longGroups();
        int keyframe = keyframeAfter(clip, 7);
        FrameDetections[] events = bySequence(run(without(clip, 5, 2), DamagedPolicy.REFUSE));
        for (int i = 7; i < keyframe; i++) {
            assertThat(events[i].getStatus()).isEqualTo(FrameStatus.SKIPPED);
            assertThat(events[i].getReason()).isEqualTo("waiting for a keyframe: packets before it never came");
        }
        assertThat(events[keyframe].getStatus()).isEqualTo(FrameStatus.DETECTED);
    }

    private List<EncodedPacket> longGroups() {
        return Clip.packets(CodecClip.H264_MP4.in(folder), "cam", 1_000);
    }

    private static int keyframeAfter(List<EncodedPacket> clip, int offset) {
        int next = offset;
        while (!clip.get(next).getKeyframe()) {
            next++;
        }
        assertThat(next).isGreaterThan(offset);
        return next;
    }

    private static List<EncodedPacket> without(List<EncodedPacket> clip, int first, int length) {
        List<EncodedPacket> left = new ArrayList<>(clip);
        left.subList(first, Math.min(first + length, clip.size() - 1)).clear();
        return left;
    }

    private List<FrameDetections> run(List<EncodedPacket> given) {
        return run(given, DamagedPolicy.MARK);
    }

    private List<FrameDetections> run(List<EncodedPacket> given, DamagedPolicy policy) {
        try (Bench bench = new Bench(new MeanDetector(), folder, (from, end, packets) -> {}, policy)) {
            return bench.send(given);
        }
    }

    private static FrameDetections[] bySequence(List<FrameDetections> events) {
        FrameDetections[] all = new FrameDetections[FRAMES];
        events.forEach(event -> all[(int) event.getSequence()] = event);
        return all;
    }
}
