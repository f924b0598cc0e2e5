package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.pixels.FFmpegProgram;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events of a stream that is stored sideways. */
class UprightEventsTest {
    @TempDir
    Path folder;

    private List<EncodedPacket> phone() {
        Path stored = FFmpegProgram.run(
                "-f lavfi -i testsrc2=s=128x64:r=5:d=2 -g 5 -c:v mpeg4", folder.resolve("stored.mp4"));
        Path phone = FFmpegProgram.run("-display_rotation:v 90 -i FILE -c copy", folder.resolve("phone.mp4"), stored);
        return Clip.packets(phone, "cam", 1_000);
    }

    @Test
    void theSizeIsThatOfTheUprightPictureWhateverBecameOfIt() {
        List<EncodedPacket> packets = new ArrayList<>(phone());
        packets.set(
                7,
                EncodedPacket.newBuilder(packets.get(7))
                        .setData(ByteBuffer.allocate(0))
                        .build());
        try (Bench bench = new Bench(new FakeDetector(), (event, frame) -> {}, folder)) {
            List<FrameDetections> events = bench.send(packets);

            assertThat(events)
                    .extracting(FrameDetections::getStatus)
                    .contains(FrameStatus.DETECTED, FrameStatus.DECODE_ERROR);
            assertThat(events).hasSize(10).allSatisfy(event -> {
                assertThat(event.getWidth()).as(event.toString()).isEqualTo(64);
                assertThat(event.getHeight()).as(event.toString()).isEqualTo(128);
            });
        }
    }
}
