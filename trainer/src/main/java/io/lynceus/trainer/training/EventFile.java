package io.lynceus.trainer.training;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A run's curves for TensorBoard, under the names of the columns of results.csv: a TFRecord file of Event messages
 * (tensorflow/core/util/event.proto). A run that goes on writes another file, as TensorBoard expects it.
 */
final class EventFile implements TrainingListener {
    private static final int CHECKSUM_MASK = 0xa282ead8;

    private final Path file;
    private final Clock clock;

    private EventFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    static EventFile create(Path runDir, Clock clock) {
        Path file = runDir.resolve("events.out.tfevents." + clock.instant().getEpochSecond() + ".lynceus");
        EventFile events = new EventFile(file, clock);
        events.write(event -> event.writeString(3, "brain.Event:2"));
        return events;
    }

    /** Adds an epoch; its step is the epoch from 0. */
    @Override
    public void epochDone(EpochSummary epoch) {
        ByteString summary = message(values -> {
            for (Map.Entry<String, Double> scalar : scalars(epoch).entrySet()) {
                values.writeBytes(1, message(value -> {
                    value.writeString(1, scalar.getKey());
                    value.writeFloat(2, scalar.getValue().floatValue());
                }));
            }
        });
        write(event -> {
            event.writeInt64(2, epoch.epoch());
            event.writeBytes(5, summary);
        });
    }

    private static Map<String, Double> scalars(EpochSummary epoch) {
        Map<String, Double> scalars = new LinkedHashMap<>();
        scalars.put("train/box_loss", (double) epoch.losses()[0]);
        scalars.put("train/cls_loss", (double) epoch.losses()[1]);
        scalars.put("train/dfl_loss", (double) epoch.losses()[2]);
        if (epoch.metrics() != null) {
            scalars.put("metrics/precision", epoch.metrics().precision());
            scalars.put("metrics/recall", epoch.metrics().recall());
            scalars.put("metrics/mAP_0.5", epoch.metrics().ap50());
            scalars.put("metrics/mAP_0.5:0.95", epoch.metrics().ap());
        }
        float[] heldOut = epoch.heldOut();
        if (heldOut != null) {
            scalars.put("val/box_loss", (double) heldOut[0]);
            scalars.put("val/cls_loss", (double) heldOut[1]);
            scalars.put("val/dfl_loss", (double) heldOut[2]);
        }
        for (int group = 0; group < 3; group++) {
            scalars.put("x/lr" + group, epoch.settings().rate(group));
        }
        return scalars;
    }

    private void write(Fields fields) {
        byte[] event = message(out -> {
                    out.writeDouble(1, clock.millis() / 1e3);
                    fields.write(out);
                })
                .toByteArray();
        ByteBuffer record = ByteBuffer.allocate(event.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(event.length)
                .putInt(checksum(record.array(), 8))
                .put(event)
                .putInt(checksum(event, event.length));
        try {
            Files.write(file, record.array(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new RunError(file + ": cannot be written: " + Reason.of(e), e);
        }
    }

    /** TFRecord's: CRC-32C, rotated and shifted, so that a checksum of data that hold checksums stays a good one. */
    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + CHECKSUM_MASK;
    }

    private static ByteString message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }

    /** Writes the fields of a message. */
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }
}
