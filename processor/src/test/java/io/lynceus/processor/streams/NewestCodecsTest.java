package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.OverloadPolicy;
import io.lynceus.processor.decode.CodecClip;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every codec's stream is left and joined again at a keyframe when its camera is far behind. */
class NewestCodecsTest {
    @TempDir
    Path folder;

    /** Without presentation times nothing tells which pictures build on the group before: AVI's are DECODE_ERROR. */
    @ParameterizedTest
    @EnumSource(value = CodecClip.class, mode = EnumSource.Mode.EXCLUDE, names = "MPEG4_B_FRAMES_AVI")
    void everyFrameHasOneEventAndWhatIsDetectedIsDetectedRight(CodecClip codec) {
        List<EncodedPacket> packets = Clip.packets(codec.in(folder), "cam", 1_000);
        List<FrameDetections> all = new OverloadRun(
                        folder, packets, from -> OverloadPolicy.EVERY_FRAME, offset -> Duration.ZERO)
                .events(cut -> false);
        for (int first = 1; first < 9; first += 3) {
            int late = first;
            OverloadRun run = new OverloadRun(
                    folder,
                    packets,
                    from -> OverloadPolicy.parse("newest=2s"),
                    offset -> Duration.ofSeconds(offset >= late && offset < late + 3 ? 10 : 0));
            List<FrameDetections> events = run.events(cut -> false);
            OverloadRun.assertSingle(events, packets.size() - 1);
            assertThat(events).noneMatch(event -> event.getStatus() == FrameStatus.DECODE_ERROR);
            assertThat(events).anyMatch(event -> event.getStatus() == FrameStatus.SKIPPED);
            assertThat(events)
                    .filteredOn(event -> event.getStatus() == FrameStatus.DETECTED)
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(all)
                            .filteredOn(other -> other.getSequence() == event.getSequence())
                            .extracting(FrameDetections::getDetections)
                            .containsExactly(event.getDetections()));
            assertThat(run.events(cut -> cut % 3 == 1)).isEqualTo(events);
        }
    }
}
