package io.lynceus.trainer.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.trainer.data.CocoTruth;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.trainer.evaluation.CocoDetection;
import io.lynceus.trainer.evaluation.EvaluationListener;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.boxes.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * predictions.json: what a model found, in COCO's results form (image_id, category_id, bbox as x, y, width, height in
 * pixels, score), written as an evaluation goes. With COCO annotations the ids are theirs; without, category_id is
 * the class index and image_id the picture's name, or the number that it consists of. Close it to end the file.
 */
public final class PredictionsFile implements EvaluationListener, AutoCloseable {
    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,18})\\.[A-Za-z]+");

    private final Path file;
    private final @Nullable CocoTruth truth;
    private final JsonGenerator json;

    /**
     * @param folder made when it is missing
     * @param truth of the data set that is evaluated, where it has one
     * @throws RunError when the file cannot be written
     */
    public PredictionsFile(Path folder, @Nullable CocoTruth truth) {
        this.file = folder.resolve("predictions.json");
        this.truth = truth;
        try {
            Files.createDirectories(folder);
            json = new ObjectMapper().createGenerator(file.toFile(), JsonEncoding.UTF8);
            json.writeStartArray();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void evaluated(int done, int total, Sample sample, List<LabelBox> labels, List<Box> detections) {
        try {
            for (CocoDetection detection : CocoDetection.of(detections)) {
                json.writeStartObject();
                writeImageId(done - 1, sample.id());
                writeCategoryId(detection.classId());
                json.writeArrayFieldStart("bbox");
                json.writeNumber(detection.x());
                json.writeNumber(detection.y());
                json.writeNumber(detection.width());
                json.writeNumber(detection.height());
                json.writeEndArray();
                json.writeNumberField("score", detection.score());
                json.writeEndObject();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void writeImageId(int index, String name) throws IOException {
        Matcher numbered = NUMBERED.matcher(name);
        if (truth != null) {
            truth.images().get(index).id().write(json, "image_id");
        } else if (numbered.matches()) {
            json.writeNumberField("image_id", Long.parseLong(numbered.group(1)));
        } else {
            json.writeStringField("image_id", name);
        }
    }

    private void writeCategoryId(int classId) throws IOException {
        if (truth == null) {
            json.writeNumberField("category_id", classId);
        } else {
            truth.categoryIds().get(classId).write(json, "category_id");
        }
    }

    private RunError failed(IOException e) {
        return new RunError(file + ": cannot be written: " + Reason.of(e), e);
    }

    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
