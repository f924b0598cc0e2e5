package io.lynceus.trainer.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.trainer.data.Frame;
import io.lynceus.vision.boxes.Detection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/** One JSON object per line and frame, the same as the processor's detect writes. */
final class DetectionLines implements AutoCloseable {
    private final Writer out;
    private final JsonGenerator json;

    /** @param out the terminal's, or a file's; flushed by {@link #close()}, not closed */
    DetectionLines(Writer out) throws IOException {
        this.out = out;
        this.json = new ObjectMapper().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setRootValueSeparator(null);
    }

    /** @throws IOException when it cannot be written: the disk is full, or who reads the terminal's has ended */
    void write(Frame frame, List<Detection> detections) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", frame.file().toString());
        json.writeNumberField("frame", frame.index());
        json.writeNumberField("pts", frame.pts());
        json.writeNumberField("width", frame.letterbox().sourceWidth());
        json.writeNumberField("height", frame.letterbox().sourceHeight());
        json.writeStringField("status", "DETECTED");
        json.writeArrayFieldStart("detections");
        for (Detection d : detections) {
            json.writeStartObject();
            json.writeNumberField("classId", d.classId());
            json.writeStringField("label", d.label());
            json.writeNumberField("score", d.score());
            json.writeNumberField("x1", d.x1());
            json.writeNumberField("y1", d.y1());
            json.writeNumberField("x2", d.x2());
            json.writeNumberField("y2", d.y2());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
        out.write('\n');
        if (out instanceof PrintWriter terminal && terminal.checkError()) {
            throw new IOException("it takes no more");
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
        out.flush();
    }
}
