package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.pipeline.KnownEpoch;
import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.processor.pipeline.Progress;
import io.lynceus.processor.pipeline.SkippedFrames;
import io.lynceus.processor.pipeline.StageState;
import io.lynceus.schemas.avro.CaptureTimeSource;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressFormatTest {
    private static final String PACKET = "000363616d00000000000000050000000000000006fffffffffffffff700000001"
            + "000000190000000000000064000003e8000446494c4500000000000000c8000007d0000002800000"
            + "01e000017400000002000000000000000d";

    /** As version 1 wrote {@link #PROGRESS}; never to be changed. */
    private static final String VERSION_1 = "01000363616d00000000000000050100017400000002000000000000000a"
            + "000000000000000e00000002000000000000000000000000000000020000000000000004000000000000000600000001"
            + PACKET;

    /** As version 2 wrote {@link #PROGRESS}, with a run of packets; never to be changed. */
    private static final String VERSION_2 =
            "02" + VERSION_1.substring(2) + "01" + PACKET + "000000000000000700046c617465" + "000000000000012c";

    /** As version 3 wrote {@link #PROGRESS}, with what is known of other connections; never to be changed. */
    private static final String VERSION_3 = "03" + VERSION_2.substring(2) + "0100000000000000c8000007d0" + "00000001"
            + "0000000000000003" + "00000001" + "0000000000000000" + "0000000000000009";

    private static final PacketFacts FACTS = new PacketFacts(
            "cam",
            5,
            6,
            -9,
            1,
            25,
            Instant.ofEpochSecond(100, 1_000),
            CaptureTimeSource.FILE,
            Instant.ofEpochSecond(200, 2_000),
            640,
            480,
            new PacketFacts.Origin("t", 2, 13),
            true);

    private static final KnownEpoch EARLIER = new KnownEpoch(3, new TreeMap<>(Map.of(0L, 9L)), 0);
    private static final KnownEpoch AT_WORK = new KnownEpoch(5, new TreeMap<>(Map.of(0L, 2L, 4L, 6L)), 0);
    /** Of a host whose clock is ahead. */
    private static final KnownEpoch AHEAD = new KnownEpoch(9, new TreeMap<>(Map.of(0L, 1L)), 8);

    /** As versions that kept no offsets wrote them. */
    private static final SkippedFrames LATE = new SkippedFrames(FACTS, 7, "late", List.of());

    private static final Progress PROGRESS = progress(true, List.of(EARLIER, AT_WORK), 0, LATE, 300L);

    private static Progress progress(
            boolean ended,
            List<KnownEpoch> epochs,
            int outdated,
            @Nullable SkippedFrames skipped,
            @Nullable Long nextSample) {
        return new Progress(
                "cam",
                5,
                ended,
                new PacketFacts.Origin("t", 2, 10),
                14,
                epochs,
                outdated,
                List.of(FACTS),
                skipped,
                nextSample,
                List.of());
    }

    @Test
    void whatIsWrittenIsRead() {
        Progress other = progress(false, List.of(AHEAD, EARLIER, AT_WORK), 17, null, null);
        assertThat(ProgressFormat.read(ProgressFormat.write(PROGRESS))).isEqualTo(PROGRESS);
        assertThat(ProgressFormat.read(ProgressFormat.write(other))).isEqualTo(other);
        SkippedFrames placed = new SkippedFrames(FACTS, 8, "late", List.of(1, 3));
        Progress skipping = progress(false, List.of(AT_WORK), 0, placed, null);
        assertThat(ProgressFormat.read(ProgressFormat.write(skipping))).isEqualTo(skipping);
    }

    @Test
    void theStatesOfStagesAreKept() {
        StageState state = new StageState("tracker", 2, ByteBuffer.wrap(new byte[] {1, 2, 3}));
        Progress staged = new Progress("cam", 5, false, null, 14, List.of(), 0, List.of(), null, null, List.of(state));
        assertThat(ProgressFormat.read(ProgressFormat.write(staged))).isEqualTo(staged);
    }

    @Test
    void version3IsReadWithItsConnectionsInTheOrderOfTheirNumbers() {
        assertThat(ProgressFormat.read(HexFormat.of().parseHex(VERSION_3))).isEqualTo(PROGRESS);
    }

    @Test
    void version2IsReadAsOneThatKnewNoOtherConnections() {
        assertThat(ProgressFormat.read(HexFormat.of().parseHex(VERSION_2)))
                .isEqualTo(progress(false, List.of(AT_WORK), 0, LATE, 300L));
    }

    @Test
    void version1IsReadAsOneThatSkippedNothing() {
        assertThat(ProgressFormat.read(HexFormat.of().parseHex(VERSION_1)))
                .isEqualTo(progress(false, List.of(AT_WORK), 0, null, null));
    }

    @Test
    void theVersionBeforeReadsWhatItKnowsOfIt() {
        String silent =
                VERSION_3.replace("0100000000000000c8000007d0" + "00000001", "01" + "0".repeat(24) + "00000001");
        assertThat(silent).isNotEqualTo(VERSION_3);
        assertThat(HexFormat.of().formatHex(ProgressFormat.write(PROGRESS))).startsWith(silent);
    }

    @Test
    void theVersionAfterMayLeaveOutWhatTheVersionBeforeNeeds() {
        byte[] both = ProgressFormat.write(PROGRESS);
        byte[] alone = Arrays.copyOfRange(both, VERSION_3.length() / 2, both.length);
        assertThat(ProgressFormat.read(alone)).isEqualTo(PROGRESS);
    }

    @Test
    void aCameraThatWaitsForAKeyframeHasNoStart() {
        Progress waiting = new Progress("cam", 5, false, null, 14, List.of(), 0, List.of(), null, null, List.of());
        assertThat(ProgressFormat.read(ProgressFormat.write(waiting))).isEqualTo(waiting);
    }

    @Test
    void anotherFormatIsRefusedByItsNumber() {
        assertThatThrownBy(() -> ProgressFormat.read(new byte[] {5, 0, 0}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("version 5, this program knows 4");
    }

    @Test
    void bytesThatEndTooSoonAreRefused() {
        byte[] whole = ProgressFormat.write(PROGRESS);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            if (length != VERSION_3.length() / 2) {
                assertThatThrownBy(() -> ProgressFormat.read(part)).isInstanceOf(SerializationException.class);
            }
        }
    }

    @Test
    void damagedBytesAreReadOrRefusedInOneWay() {
        byte[] whole = ProgressFormat.write(PROGRESS);
        for (int at = 0; at < whole.length; at++) {
            for (int value : new int[] {0, 1, 0x7f, 0xff}) {
                byte[] damaged = whole.clone();
                damaged[at] = (byte) value;
                try {
                    ProgressFormat.read(damaged);
                } catch (SerializationException e) {
                    assertThat(e).hasMessageStartingWith("a camera's stored progress cannot be read: ");
                }
            }
        }
    }
}
