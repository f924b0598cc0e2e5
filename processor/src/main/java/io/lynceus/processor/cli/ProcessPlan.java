package io.lynceus.processor.cli;

import io.lynceus.processor.config.CacheFolder;
import io.lynceus.processor.config.Overload;
import io.lynceus.processor.config.OverloadPolicy;
import io.lynceus.processor.config.ProcessConfig;
import io.lynceus.processor.inference.BundledModel;
import io.lynceus.processor.streams.DetectionSettings;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.DetectorSettings;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.model.ModelFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What process does, once options, file and defaults are put together, in that order. */
record ProcessPlan(ModelFile model, DetectorSettings detector, DetectionSettings service) {
    private static final int MOST_THREADS = 4;

    static ProcessPlan of(ProcessCommand options, ProcessConfig file) {
        int cores = Runtime.getRuntime().availableProcessors();
        int threads = first(options.threads, file.threads(), Math.min(MOST_THREADS, cores));
        return new ProcessPlan(
                model(options, file),
                detector(file.model()).with(Parallelism.onCpu(threads, cores)),
                new DetectionSettings(
                        first(options.bootstrap, file.bootstrap(), BootstrapOption.DEFAULT),
                        first(options.applicationId, file.applicationId(), "lynceus-detect"),
                        threads,
                        first(
                                options.state,
                                file.state() == null ? null : Path.of(file.state()),
                                CacheFolder.path().resolve("state")),
                        options.instance,
                        overload(options, file)));
    }

    private static Overload overload(ProcessCommand options, ProcessConfig file) {
        Overload named = file.overload() == null ? Overload.NONE : file.overload();
        try {
            return options.overload == null ? named : named.withUsual(OverloadPolicy.parse(options.overload));
        } catch (UserError e) {
            throw new UserError("--overload: " + e.getMessage(), e);
        }
    }

    private static ModelFile model(ProcessCommand options, ProcessConfig file) {
        if (options.model != null) {
            return ModelFile.read(options.model);
        }
        String named = file.model() == null ? null : file.model().file();
        return named == null ? BundledModel.read() : ModelFile.read(Path.of(named));
    }

    private static DetectorSettings detector(ProcessConfig.@Nullable ModelConfig wanted) {
        DetectorSettings usual = DetectorSettings.defaults();
        if (wanted == null) {
            return usual;
        }
        return new DetectorSettings(
                first(wanted.score(), null, usual.scoreThreshold()),
                first(wanted.iou(), null, usual.iouThreshold()),
                usual.names(),
                usual.imageSize(),
                usual.parallelism());
    }

    private static <T> T first(@Nullable T option, @Nullable T file, T usual) {
        if (option != null) {
            return option;
        }
        return file != null ? file : usual;
    }
}
