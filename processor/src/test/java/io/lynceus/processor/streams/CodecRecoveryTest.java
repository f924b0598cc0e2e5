package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.decode.CodecClip;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every codec's packets end as one event each, and a restart at any of them changes none. */
class CodecRecoveryTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(CodecClip.class)
    void aRestartAtAnyPacketChangesNoEvent(CodecClip codec) {
        List<EncodedPacket> packets = Clip.packets(codec.in(folder), "cam", 1_000);
        List<FrameDetections> undisturbed = Restarts.run(folder, packets, cut -> false, 0);
        assertThat(undisturbed).hasSize(CodecClip.FRAMES + codec.hidden());
        assertThat(undisturbed)
                .filteredOn(event -> event.getStatus() != FrameStatus.DETECTED)
                .hasSize(codec.hidden())
                .allMatch(event -> event.getStatus() == FrameStatus.SKIPPED);
        assertThat(Restarts.run(folder, packets, cut -> true, 0)).isEqualTo(undisturbed);
        for (int at = 1; at < packets.size(); at++) {
            int cut = at;
            assertThat(Restarts.run(folder, packets, offset -> offset == cut, 0))
                    .as("restarted before packet %d", cut)
                    .isEqualTo(undisturbed);
        }
    }

    @ParameterizedTest
    @EnumSource(CodecClip.class)
    void norDoesOneAfterADamagedPicture(CodecClip codec) {
        List<EncodedPacket> packets = new ArrayList<>(Clip.packets(codec.in(folder), "cam", 1_000));
        packets.set(
                4,
                EncodedPacket.newBuilder(packets.get(4))
                        .setData(ByteBuffer.wrap(new byte[] {0, 0, 1, 2, 3}))
                        .build());
        List<FrameDetections> undisturbed = Restarts.run(folder, packets, cut -> false, 0);
        assertThat(undisturbed).hasSize(CodecClip.FRAMES + codec.hidden());
        for (int at = 3; at < packets.size(); at += 3) {
            int cut = at;
            assertThat(Restarts.run(folder, packets, offset -> offset == cut, 0))
                    .as("restarted before packet %d", cut)
                    .containsExactlyInAnyOrderElementsOf(undisturbed);
        }
    }
}
