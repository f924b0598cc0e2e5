package io.lynceus.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.trainer.evaluation.MeanAveragePrecision;
import io.lynceus.trainer.evaluation.Metrics;
import io.lynceus.trainer.evaluation.Speed;
import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.pixels.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingReportTest {
    private static final List<String> NAMES = List.of("person", "car", "truck");

    @TempDir
    Path folder;

    @Test
    void drawsWhatTheCsvHolds() throws IOException {
        StringBuilder csv = new StringBuilder("epoch,train/box_loss,train/cls_loss,train/dfl_loss,"
                + "metrics/precision,metrics/recall,metrics/mAP_0.5,metrics/mAP_0.5:0.95,x/lr1\n");
        for (int e = 0; e < 18; e++) {
            double fall = Math.exp(-(e + 1) / 6.0);
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%.4f,%.5f%n",
                    e,
                    1 + 2 * fall,
                    0.5 + 3 * fall,
                    0.9 + fall,
                    0.9 - 0.8 * fall,
                    0.85 - 0.9 * fall * 0.9,
                    0.93 - fall,
                    0.7 - 0.75 * fall,
                    0.01 * (1 - e / 20.0)));
        }
        csv.append("18,0.9");
        Files.writeString(folder.resolve("results.csv"), csv);

        TrainingReport.drawResults(folder);

        BufferedImage page = ImageIO.read(folder.resolve("results.png").toFile());
        assertThat(page.getWidth()).isEqualTo(1860);
        assertThat(colours(page)).isGreaterThan(20);
    }

    @Test
    void aRunWithoutRowsYetDrawsNothing() throws IOException {
        TrainingReport.drawResults(folder);
        Files.writeString(folder.resolve("results.csv"), "epoch,box_loss\n");
        TrainingReport.drawResults(folder);
        assertThat(folder.resolve("results.png")).doesNotExist();
    }

    @Test
    void showsCurvesConfusionAndPredictions() throws IOException {
        EvaluationReport report = new EvaluationReport(NAMES);
        MeanAveragePrecision precision = new MeanAveragePrecision(NAMES);
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            List<LabelBox> labels = new ArrayList<>();
            List<Box> detections = new ArrayList<>();
            for (int j = 0; j < 6; j++) {
                int classId = j < 3 ? 0 : j < 5 ? 1 : 2;
                float x = random.nextFloat() * 660;
                float y = random.nextFloat() * 450;
                labels.add(new LabelBox(classId, x, y, x + 50, y + 110));
                float off = random.nextFloat() * 12;
                if (random.nextFloat() < 0.9f) {
                    int taken = random.nextFloat() < 0.05f ? 1 : classId;
                    float score = 0.2f + 0.78f * random.nextFloat();
                    detections.add(new Box(taken, score, x + off, y, x + 50 + off, y + 110));
                }
            }
            detections.sort(Comparator.comparingDouble(d -> -d.score()));
            Sample sample = new Sample("frame " + i, 768, 576, gradient(), List.of());
            precision.add(detections, labels);
            report.evaluated(i + 1, 40, sample, labels, detections);
        }
        Metrics metrics = precision.result(new Speed(1, 20, 2));

        report.write(folder, metrics);

        for (String file : List.of("pr-curve.png", "f1-curve.png", "confusion.png", "predictions.png")) {
            assertThat(colours(ImageIO.read(folder.resolve(file).toFile())))
                    .as(file)
                    .isGreaterThan(20);
        }
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("metrics.json").toFile());
        assertThat(json.get("AP50").asDouble()).isEqualTo(metrics.ap50());
        assertThat(json.get("classes")).hasSize(3);
        assertThat(json.get("confusion")).hasSize(4);
    }

    private static Picture gradient() {
        byte[] rgb = new byte[384 * 288 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (90 + i / 3 % 384 / 6);
        }
        return new Picture(384, 288, rgb);
    }

    private static long colours(BufferedImage picture) {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        return Arrays.stream(pixels).distinct().count();
    }
}
