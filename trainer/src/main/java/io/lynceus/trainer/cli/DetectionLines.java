package io.lynceus.trainer.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.trainer.data.Frame;
import io.lynceus.trainer.evaluation.Detection;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** One JSON object per line and frame, the same as the processor's detect writes. */
final class DetectionLines implements AutoCloseable {
    private final List<String> classNames;
    private final Writer out;
    private final JsonGenerator json;

    /** @param out flushed by {@link #close()}, not closed */
    DetectionLines(List<String> classNames, Writer out) throws IOException {
        this.classNames = classNames;
        this.out = out;
        this.json = new ObjectMapper().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setRootValueSeparator(null);
    }

    void write(Frame frame, List<Detection> detections) throws IOException {
        int width = frame.letterbox().sourceWidth();
        int height = frame.letterbox().sourceHeight();
        json.writeStartObject();
        json.writeNumberField("frame", frame.index());
        json.writeNumberField("pts", frame.pts());
        json.writeNumberField("width", width);
        json.writeNumberField("height", height);
        json.writeStringField("status", "DETECTED");
        json.writeArrayFieldStart("detections");
        for (Detection d : detections) {
            json.writeStartObject();
            json.writeNumberField("classId", d.classId());
            json.writeStringField(
                    "label", d.classId() < classNames.size() ? classNames.get(d.classId()) : "class " + d.classId());
            json.writeNumberField("score", d.score());
            json.writeNumberField("x1", d.x1() / width);
            json.writeNumberField("y1", d.y1() / height);
            json.writeNumberField("x2", d.x2() / width);
            json.writeNumberField("y2", d.y2() / height);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        json.close();
        out.flush();
    }
}
