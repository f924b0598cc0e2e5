package io.lynceus.processor.cli;

import io.lynceus.processor.config.ModelConfig;
import io.lynceus.processor.config.ProcessConfig;
import io.lynceus.processor.inference.BundledModel;
import io.lynceus.processor.inference.DetectorSettings;
import io.lynceus.processor.streams.DetectionSettings;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.engine.choice.EngineKind;
import io.lynceus.vision.model.ModelFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What process does: its configuration in the terms of those who do the work.
 *
 * @param named the model's file; null for the bundled one
 */
record ProcessPlan(@Nullable Path named, EngineKind engine, DetectorSettings detector, DetectionSettings service) {
    /** @throws io.lynceus.vision.UserError when the model cannot be read */
    static ProcessPlan of(ProcessConfig config) {
        ModelConfig model = config.model();
        ProcessPlan plan = new ProcessPlan(
                path(model.file()),
                EngineKind.of(model.engine()),
                new DetectorSettings(
                        model.score(),
                        model.iou(),
                        path(model.names()),
                        0,
                        Convention.of(model.layout(), model.pixels()),
                        Parallelism.onCpu(config.threads(), Runtime.getRuntime().availableProcessors())),
                new DetectionSettings(
                        BrokerOptions.broker(config.servers(), config.kafkaConfig(), config.topicsPrefix())
                                .writing(config.events()),
                        config.applicationId(),
                        config.threads(),
                        Path.of(config.state()),
                        config.instance(),
                        config.overload(),
                        config.damaged(),
                        config.decoder(),
                        config.tracker(),
                        config.analytics(),
                        config.analytics()::of,
                        null));
        plan.model();
        return plan;
    }

    /**
     * Reads it, each time: as long as process works, a large one is not to lie in Java's memory.
     *
     * @throws io.lynceus.vision.UserError when it cannot be read
     */
    ModelFile model() {
        return BundledModel.or(named);
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text);
    }
}
