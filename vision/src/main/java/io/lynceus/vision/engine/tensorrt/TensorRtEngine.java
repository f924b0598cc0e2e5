package io.lynceus.vision.engine.tensorrt;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Agreement;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.Head;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelCard;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.Pixels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Runs a model in TensorRT on an NVIDIA GPU, in the precision that it was exported in. */
public final class TensorRtEngine implements Engine {
    private final Plan plan;
    private final ModelCard model;
    private final Pixels pixels;
    private final Head head;
    private final int lanes;

    /**
     * Takes the model's plan from the cache, or builds it, which takes minutes; then compares its answers with ONNX
     * Runtime's, so that no card, driver or library gives other boxes than the model was measured with.
     *
     * @param settings for pictures of one size; the batch is that of the plan
     * @param card from {@link Gpu#here}
     * @param stopped asked while a plan is made: whether there is to be none any more
     * @throws UserError when the file is not a model that both engines can take
     * @throws RunError when the card is not up to it, or the answers differ
     */
    public static TensorRtEngine open(
            ModelFile file, EngineSettings settings, Card card, Path plans, BooleanSupplier stopped) {
        PlanCache kept = new PlanCache(plans, stopped);
        PlanProcess builds = new PlanProcess(stopped);
        int cores = Runtime.getRuntime().availableProcessors();
        Parallelism single = new Parallelism(1, cores, 1, Duration.ZERO);
        try (OnnxEngine reference = OnnxEngine.open(file, settings.with(single))) {
            PlanRequest request = PlanRequest.of(
                    reference.model().input(), settings.parallelism().batch(), reference.pixels());
            PlanKey key = new PlanKey(file.sha256(), reference.output(), card, request);
            Plan plan = kept.get(
                    key,
                    bytes -> Plan.load(NvidiaLibraries.DEVICE, bytes, file.name()),
                    (timings, folder) ->
                            builds.make(reference.run(file), reference.output(), request, timings, folder));
            try {
                TensorRtEngine engine = new TensorRtEngine(
                        plan,
                        reference.model(),
                        reference.pixels(),
                        reference.head(),
                        card,
                        settings.parallelism().lanes());
                Agreement.prove(reference, engine, "TensorRT");
                return engine;
            } catch (RuntimeException e) {
                plan.close();
                throw e;
            }
        }
    }

    private TensorRtEngine(Plan plan, ModelCard known, Pixels pixels, Head head, Card card, int lanes) {
        this.plan = plan;
        this.lanes = lanes;
        this.pixels = pixels;
        this.head = head;
        this.model = new ModelCard(
                known.name(),
                known.version(),
                known.sha256(),
                "tensorrt-" + card.tensorRt(),
                known.precision(),
                known.input(),
                known.names(),
                known.metadata());
    }

    @Override
    public ModelCard model() {
        return model;
    }

    /** Never: a plan is for one size. */
    @Override
    public boolean takesAnySize() {
        return false;
    }

    @Override
    public int batch() {
        return plan.tensors().batch();
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public Lane lane(InputSize size) {
        if (!size.equals(model.input())) {
            throw new UserError("the plan of the model " + model.name() + " is for pictures of "
                    + model.input().width() + "x" + model.input().height() + " only, not " + size.width() + "x"
                    + size.height());
        }
        return new TensorRtLane(plan, pixels, head);
    }

    @Override
    public void close() {
        plan.close();
    }
}
