package io.lynceus.trainer.cli;

import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.evaluation.EnginePredictor;
import io.lynceus.trainer.evaluation.Evaluator;
import io.lynceus.trainer.evaluation.Metrics;
import io.lynceus.trainer.quantise.BoxAgreement;
import io.lynceus.trainer.quantise.Footage;
import io.lynceus.trainer.quantise.Quantisation;
import io.lynceus.trainer.quantise.Scheme;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.engine.Layout;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.PictureSource;
import io.lynceus.vision.pixels.Pixels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a float32 model into one of 8 bits, compares what both find, and writes the file if they agree.
 *
 * @param layout of the model's output, where it does not say
 */
record Int8(Scheme scheme, CalibrationOptions options, ServingOptions serving, Layout layout, PrintWriter out) {
    private static final float HINT = 0.1f;
    private static final int WORST_ON = 4;

    /** @throws RunError when the two do not agree: by how much, and which layers cost most */
    void write(ModelFile file, Path target) {
        try (OnnxEngine wanted = open(file)) {
            InputSize size = wanted.model().input();
            if (wanted.pixels() != Pixels.RGB) {
                throw new UserError("the model " + file.name() + " takes " + wanted.pixels()
                        + " pixels: 8 bits are for models that take rgb, 0..1");
            }
            // What it cannot be made into is to be said before minutes of work.
            serving.of(file.bytes());
            Quantisation quantisation = new Quantisation(file, size, scheme, options.keep());
            Footage footage = options.footage(size);
            byte[] quantised = quantised(quantisation, footage);
            out.printf(
                    Locale.ROOT,
                    "%s: %s, %.1f MB instead of %.1f%n",
                    file.stem(),
                    quantisation.extent(),
                    quantised.length / 1e6,
                    file.bytes().length / 1e6);
            try (OnnxEngine found = open(new ModelFile(file.name(), quantised))) {
                BoxAgreement agreement = compare(wanted, found, footage.heldOut());
                out.println("beside float32: " + agreement);
                if (!agreement.holds()) {
                    throw refused(quantisation, quantised, footage, agreement);
                }
                Path data = options.data();
                Metrics measured = data == null ? null : measure(wanted, found, data);
                store(serving.of(quantisation.said(quantised, facts(footage, measured)), scheme), target);
            }
            out.println("written to " + target);
        }
    }

    private OnnxEngine open(ModelFile file) {
        int cores = Runtime.getRuntime().availableProcessors();
        Convention convention = new Convention(layout, null);
        return OnnxEngine.open(file, new EngineSettings(List.of(), 0, convention, Parallelism.onCpu(1, cores)));
    }

    private static byte[] quantised(Quantisation quantisation, Footage footage) {
        try (PictureProgress progress =
                new PictureProgress("calibrate", footage.learnt().size())) {
            return quantisation.write(footage.learnt(), progress::done);
        }
    }

    private static BoxAgreement compare(OnnxEngine wanted, OnnxEngine found, List<PictureSource> pictures) {
        BoxAgreement agreement = new BoxAgreement();
        try (PictureProgress progress = new PictureProgress("compare", pictures.size());
                Lane one = wanted.lane();
                Lane other = found.lane()) {
            int done = 0;
            for (PictureSource picture : pictures) {
                one.write(0, picture);
                one.run(1);
                other.write(0, picture);
                other.run(1);
                agreement.add(one.read(0, HINT), other.read(0, HINT));
                progress.done(++done);
            }
        }
        return agreement;
    }

    private Metrics measure(OnnxEngine wanted, OnnxEngine found, Path data) {
        Metrics before = metrics(wanted, data);
        Metrics after = metrics(found, data);
        out.printf(
                Locale.ROOT,
                "AP50 %.4f instead of %.4f, AP %.4f instead of %.4f%n",
                after.ap50(),
                before.ap50(),
                after.ap(),
                before.ap());
        return after;
    }

    private static Metrics metrics(OnnxEngine engine, Path data) {
        InputSize size = engine.model().input();
        // It closes what it has made, and the engine is this method's caller's.
        EnginePredictor predictor = new EnginePredictor(engine);
        Dataset dataset = DataFile.read(data).val(Math.max(size.height(), size.width()));
        try (PictureProgress progress = new PictureProgress("measure", dataset.size())) {
            return new Evaluator(1, size)
                    .evaluate(predictor, dataset, (done, total, sample, labels, boxes) -> progress.done(done));
        }
    }

    private Map<String, String> facts(Footage footage, @Nullable Metrics measured) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("quantised_for", scheme.toString());
        facts.put("quantised_on", footage.learnt().size() + " pictures of " + options.description());
        if (measured != null) {
            facts.putAll(measured.facts());
        }
        return facts;
    }

    private RunError refused(Quantisation quantisation, byte[] quantised, Footage footage, BoxAgreement agreement) {
        if (agreement.boxes() == 0) {
            return new RunError("the model finds nothing in the held-out pictures, so nothing can be compared: give"
                    + " footage with what it is to find");
        }
        List<PictureSource> few = footage.heldOut()
                .subList(0, Math.min(WORST_ON, footage.heldOut().size()));
        return new RunError("in 8 bits the model finds something else, nothing was written; the layers that cost most: "
                + String.join(" ", quantisation.worst(quantised, few))
                + " (--keep leaves layers in float32)");
    }

    private static void store(byte[] model, Path target) {
        Path absolute = target.toAbsolutePath();
        Path partial = absolute.resolveSibling(absolute.getFileName() + ".partial");
        try {
            Files.write(partial, model);
            Files.move(partial, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new RunError("cannot write " + target + ": " + Reason.of(e), e);
        }
    }
}
