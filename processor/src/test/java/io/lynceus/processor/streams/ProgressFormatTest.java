package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.schemas.avro.CaptureTimeSource;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class ProgressFormatTest {
    /** As version 1 wrote {@link #PROGRESS}; never to be changed. */
    private static final String VERSION_1 = "01000363616d00000000000000050100017400000002000000000000000a"
            + "000000000000000e00000002000000000000000000000000000000020000000000000004000000000000000600000001"
            + "000363616d00000000000000050000000000000006fffffffffffffff700000001"
            + "000000190000000000000064000003e8000446494c4500000000000000c8000007d0000002800000"
            + "01e000017400000002000000000000000d";

    private static final Progress PROGRESS = new Progress(
            "cam",
            5,
            new PacketFacts.Origin("t", 2, 10),
            14,
            new TreeMap<>(Map.of(0L, 2L, 4L, 6L)),
            List.of(new PacketFacts(
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
                    new PacketFacts.Origin("t", 2, 13))));

    @Test
    void version1IsReadAndWritten() {
        assertThat(HexFormat.of().formatHex(ProgressFormat.write(PROGRESS))).isEqualTo(VERSION_1);
        assertThat(ProgressFormat.read(HexFormat.of().parseHex(VERSION_1))).isEqualTo(PROGRESS);
    }

    @Test
    void aCameraThatWaitsForAKeyframeHasNoStart() {
        Progress waiting = new Progress("cam", 5, null, 14, new TreeMap<>(), List.of());
        assertThat(ProgressFormat.read(ProgressFormat.write(waiting))).isEqualTo(waiting);
    }

    @Test
    void whatANewerVersionWroteIsRefused() {
        byte[] newer = ProgressFormat.write(PROGRESS);
        newer[0] = 2;
        assertThatThrownBy(() -> ProgressFormat.read(newer))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void bytesThatEndTooSoonAreRefused() {
        byte[] whole = ProgressFormat.write(PROGRESS);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ProgressFormat.read(part)).isInstanceOf(SerializationException.class);
        }
    }
}
