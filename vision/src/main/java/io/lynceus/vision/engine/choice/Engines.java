package io.lynceus.vision.engine.choice;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.engine.tensorrt.Card;
import io.lynceus.vision.engine.tensorrt.Gpu;
import io.lynceus.vision.model.ModelFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Opens the engine that is wanted, or the first one that can work. */
public final class Engines {
    private final EngineKind wanted;
    private final List<CardEngine> onCard;
    private final Consumer<String> told;
    private final BooleanSupplier stopped;

    /**
     * @param plans folder for what TensorRT makes of models
     * @param told of each engine that is opened, with the reason for it, in one line
     */
    public Engines(EngineKind wanted, Path plans, Consumer<String> told) {
        this(wanted, plans, told, () -> false);
    }

    /** @param stopped asked while an engine takes long to open: whether there is to be none any more */
    public Engines(EngineKind wanted, Path plans, Consumer<String> told, BooleanSupplier stopped) {
        this(wanted, List.of(CardEngine.tensorRt(plans, stopped), CardEngine.cuda()), told, stopped);
    }

    /** @param onCard engines on a card, the best first */
    Engines(EngineKind wanted, List<CardEngine> onCard, Consumer<String> told, BooleanSupplier stopped) {
        this.wanted = wanted;
        this.onCard = List.copyOf(onCard);
        this.told = told;
        this.stopped = stopped;
    }

    /** Whether the cores run whatever model is opened: no card is wanted, or there is none that can work. */
    public boolean onCores() {
        return onCard.stream()
                .noneMatch(way -> wanted == way.kind()
                        || wanted == EngineKind.AUTO && way.gpu().get().card() != null);
    }

    /**
     * An engine at work.
     *
     * @param engine the caller's to close
     * @param parallelism how its work is shared out
     */
    public record Opened(Engine engine, Parallelism parallelism) {}

    /**
     * Loads a model and makes it ready, so that what is wrong with it shows now.
     *
     * @param onCpu how it is run where the cores run it
     * @param callers threads that bring pictures, which a card's batches are made for
     * @throws UserError when the file is not a model, or the engine that is wanted cannot work
     * @throws RunError when the engine that is wanted fails, or there is to be none any more
     */
    public Opened open(ModelFile file, EngineSettings onCpu, int callers) {
        EngineSettings settings = onCpu.with(Parallelism.onGpu(callers));
        Map<String, String> closed = new LinkedHashMap<>();
        List<String> reasons = new ArrayList<>();
        for (CardEngine way : onCard) {
            if (wanted != EngineKind.AUTO && wanted != way.kind()) {
                continue;
            }
            Gpu here = way.gpu().get();
            Card card = here.card();
            if (card == null) {
                if (wanted == way.kind()) {
                    throw new UserError("engine: " + wanted + " cannot work here: " + here.reason());
                }
                closed.merge(String.valueOf(here.reason()), way.name(), (names, name) -> names + " and " + name);
                continue;
            }
            try {
                Engine engine = way.opening().open(file, settings, card);
                told.accept(way.on(card));
                return new Opened(engine, settings.parallelism());
            } catch (RunError | UserError e) {
                // A model that one engine cannot take may be one that the next can; if not, the last says so itself.
                if (wanted == way.kind() || stopped.getAsBoolean()) {
                    throw e;
                }
                reasons.add(e.getMessage());
            }
        }
        closed.forEach((reason, names) -> reasons.add(names + " cannot work here: " + reason));
        Engine engine = OnnxEngine.open(file, onCpu);
        told.accept(
                reasons.isEmpty() ? "ONNX Runtime, as asked for" : "ONNX Runtime, for " + String.join("; ", reasons));
        return new Opened(engine, onCpu.parallelism());
    }
}
