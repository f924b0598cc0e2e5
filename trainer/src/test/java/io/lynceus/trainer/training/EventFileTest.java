package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_500L), ZoneOffset.UTC);

    @TempDir
    private Path run;

    @Test
    void startsAsEveryTensorBoardFileDoes() throws IOException {
        EventFile.create(run, CLOCK);
        byte[] file = Files.readAllBytes(run.resolve("events.out.tfevents.1700000000.lynceus"));
        // Length 24 and its masked checksum, as in the files that TensorFlow itself writes.
        assertThat(HexFormat.of().formatHex(file, 0, 12)).isEqualTo("1800000000000000a37f4b22");
        assertThat(new String(file, 23, 13, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("brain.Event:2");
    }

    @Test
    void holdsAnEpochsNumbersUnderTheNamesOfTheResults() throws IOException {
        EventFile.create(run, CLOCK)
                .epochDone(new EpochSummary(
                        4,
                        new float[] {3, 2, 1},
                        null,
                        null,
                        new StepSettings(0.1, 0.01, 0.9, 1),
                        0,
                        false,
                        Duration.ofSeconds(1)));
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(run.resolve("events.out.tfevents.1700000000.lynceus")))
                .order(ByteOrder.LITTLE_ENDIAN);
        file.position(24 + 16);
        CodedInputStream event = message(file);
        assertThat(WireFormat.getTagFieldNumber(event.readTag())).isEqualTo(1);
        assertThat(event.readDouble()).isEqualTo(1_700_000_000.5);
        assertThat(WireFormat.getTagFieldNumber(event.readTag())).isEqualTo(2);
        assertThat(event.readInt64()).isEqualTo(4);
        assertThat(WireFormat.getTagFieldNumber(event.readTag())).isEqualTo(5);
        assertThat(values(event.readBytes().newCodedInput()))
                .containsOnlyKeys("train/box_loss", "train/cls_loss", "train/dfl_loss", "x/lr0", "x/lr1", "x/lr2")
                .containsEntry("train/box_loss", 3f)
                .containsEntry("x/lr0", 0.1f);
        assertThat(file.remaining()).as("the last checksum").isEqualTo(4);
    }

    private static CodedInputStream message(ByteBuffer file) {
        byte[] event = new byte[(int) file.getLong()];
        file.getInt();
        file.get(event);
        return CodedInputStream.newInstance(event);
    }

    private static Map<String, Float> values(CodedInputStream summary) throws IOException {
        Map<String, Float> values = new LinkedHashMap<>();
        while (!summary.isAtEnd()) {
            summary.readTag();
            CodedInputStream value = summary.readBytes().newCodedInput();
            value.readTag();
            String tag = value.readString();
            value.readTag();
            values.put(tag, value.readFloat());
        }
        return values;
    }
}
