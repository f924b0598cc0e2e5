package io.lynceus.processor.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.lynceus.processor.decode.VideoFacts;
import io.lynceus.vision.boxes.Detection;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames as lines of JSON, each with what it takes to read it alone: where the frame is from and when it is
 * shown. Field by field: to have the fields found by reflection would take longer than a short video's lines.
 */
final class JsonLines implements Closeable {
    private final Writer out;
    private final String source;
    private final VideoFacts facts;
    private final JsonGenerator json;

    /**
     * @param out closed by {@link #close}, but for the terminal's
     * @param source for people, without credentials
     */
    JsonLines(Writer out, String source, VideoFacts facts) throws IOException {
        this.out = out;
        this.source = source;
        this.facts = facts;
        this.json = new JsonFactory()
                .createGenerator(out)
                .setRootValueSeparator(null)
                .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    }

    /**
     * Writes one. {@code seconds} is {@code pts} in seconds, to a microsecond; {@code timeBase} what {@code pts}
     * counts, in seconds, as a fraction. On the terminal's a line is there at once.
     *
     * @throws IOException when it cannot be written: the disk is full, or who reads the terminal's has ended
     */
    void write(FrameLine line) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", source);
        json.writeStringField("timeBase", facts.numerator() + "/" + facts.denominator());
        Long pts = line.pts();
        if (pts == null) {
            json.writeNullField("seconds");
        } else {
            json.writeNumberField(
                    "seconds", Math.round((double) pts * facts.numerator() * 1e6 / facts.denominator()) / 1e6);
        }
        json.writeNumberField("frame", line.frame());
        if (pts == null) {
            json.writeNullField("pts");
        } else {
            json.writeNumberField("pts", pts);
        }
        json.writeNumberField("width", line.width());
        json.writeNumberField("height", line.height());
        json.writeStringField("status", line.status().name());
        text("reason", line.reason());
        text("damaged", line.damaged());
        json.writeArrayFieldStart("detections");
        for (Detection detection : line.detections()) {
            write(detection);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
        if (out instanceof PrintWriter terminal && terminal.checkError()) {
            throw new IOException("standard output takes no more");
        }
    }

    private void text(String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    /** Without its track: each picture stands for itself here. */
    private void write(Detection detection) throws IOException {
        json.writeStartObject();
        json.writeNumberField("classId", detection.classId());
        json.writeStringField("label", detection.label());
        json.writeNumberField("score", detection.score());
        json.writeNumberField("x1", detection.x1());
        json.writeNumberField("y1", detection.y1());
        json.writeNumberField("x2", detection.x2());
        json.writeNumberField("y2", detection.y2());
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        if (!(out instanceof PrintWriter)) {
            out.close();
        }
    }
}
