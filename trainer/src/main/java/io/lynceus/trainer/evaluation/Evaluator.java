package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.boxes.Nms;
import io.lynceus.vision.boxes.NmsSettings;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Letterbox;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Measures a detector on labelled pictures. */
public final class Evaluator {
    private final int batch;
    private final @Nullable InputSize exactly;
    private final Nms nms = new Nms(NmsSettings.VALIDATION);

    /** @param batch pictures per run of the model */
    public Evaluator(int batch) {
        this(batch, null);
    }

    /**
     * @param batch pictures per run of the model
     * @param exactly letterbox every picture into this size; null for the official validation's shape around each
     */
    public Evaluator(int batch, @Nullable InputSize exactly) {
        if (batch < 1) {
            throw new UserError("--batch " + batch + ": at least 1");
        }
        this.batch = batch;
        this.exactly = exactly;
    }

    /**
     * Runs the model over the whole data set at the data set's image size and compares with the labels, in pixels of
     * the original pictures. Pictures are loaded one batch ahead on a thread of its own. Input: the picture with a
     * border of grey up to a multiple of 32 ({@link RectShape}), or the size asked for, or the model's fixed size.
     *
     * @throws UserError when the model's classes or input size do not fit the data set
     */
    public Metrics evaluate(Predictor predictor, Dataset dataset, EvaluationListener listener) {
        ClassCheck.same(predictor.classNames(), predictor.classes(), dataset.classNames());
        BatchLoader loader = new BatchLoader(dataset, batch, inputSize(predictor));
        Run run = new Run(dataset, listener);
        ExecutorService ahead = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "evaluation-loader");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<LoadedBatch> loading = ahead.submit(loader::next);
            long start = System.nanoTime();
            for (LoadedBatch loaded = get(loading); loaded != null; loaded = get(loading)) {
                loading = ahead.submit(loader::next);
                run.loadingNanos += System.nanoTime() - start;
                run.evaluate(predictor, loaded);
                start = System.nanoTime();
            }
            return run.result();
        } finally {
            ahead.shutdownNow();
        }
    }

    private @Nullable InputSize inputSize(Predictor predictor) {
        InputSize fixed = predictor.fixedSize();
        if (fixed != null && exactly != null && !fixed.equals(exactly)) {
            throw new UserError("--imgsz " + exactly.height() + " " + exactly.width() + ": the model takes only "
                    + fixed.height() + " " + fixed.width());
        }
        return fixed != null ? fixed : exactly;
    }

    private static @Nullable LoadedBatch get(Future<LoadedBatch> loading) {
        try {
            return loading.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new RunError("loading a picture failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("interrupted while loading pictures", e);
        }
    }

    /** The state of one evaluation. */
    private final class Run {
        private final Dataset dataset;
        private final EvaluationListener listener;
        private final MeanAveragePrecision precision;
        private long loadingNanos;
        private long inferenceNanos;
        private long postprocessingNanos;
        private int done;

        Run(Dataset dataset, EvaluationListener listener) {
            this.dataset = dataset;
            this.listener = listener;
            this.precision = new MeanAveragePrecision(dataset.classNames());
        }

        void evaluate(Predictor predictor, LoadedBatch loaded) {
            listener.beforeBatch(loaded.targets());
            long start = System.nanoTime();
            List<Candidates> candidates = predictor.predict(loaded.pictures(), NmsSettings.VALIDATION.score());
            inferenceNanos += System.nanoTime() - start;
            for (int i = 0; i < loaded.samples().size(); i++) {
                start = System.nanoTime();
                Letterbox letterbox = loaded.letterboxes().get(i);
                List<Box> detections = nms.apply(candidates.get(i)).stream()
                        .map(box -> box.toSource(letterbox))
                        .toList();
                List<LabelBox> labels = loaded.labels(i);
                precision.add(detections, labels);
                postprocessingNanos += System.nanoTime() - start;
                listener.evaluated(++done, dataset.size(), loaded.samples().get(i), labels, detections);
            }
        }

        Metrics result() {
            return precision.result(
                    new Speed(perPicture(loadingNanos), perPicture(inferenceNanos), perPicture(postprocessingNanos)));
        }

        private double perPicture(long nanos) {
            return nanos / 1e6 / Math.max(1, done);
        }
    }
}
