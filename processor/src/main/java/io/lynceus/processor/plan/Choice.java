package io.lynceus.processor.plan;

import io.lynceus.processor.plan.ServiceTimes.DecodeTime;
import io.lynceus.processor.plan.ServiceTimes.EngineTime;
import io.lynceus.vision.Nearest;
import io.lynceus.vision.UserError;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Picks the service times that a plan is made with. What was not measured is estimated from what was, and said. */
final class Choice {
    /** GFLOPs of one picture of 640x640, 80 classes, exported: what {@code models} prints. */
    private static final Map<String, Double> GFLOPS =
            Map.of("gelan-t", 9.82, "gelan-s", 26.38, "gelan-m", 76.32, "gelan-c", 102.15, "gelan-e", 188.95);

    private static final int SIDE = 640;

    private final ServiceTimes times;

    Choice(ServiceTimes times) {
        this.times = times;
    }

    /** @throws UserError when there is nothing to choose from */
    Service service(Fleet fleet, String model, int imgsz, Machines machines) {
        DecodeTime decoder = decoder(fleet);
        Size measured = Size.of("size", decoder.size());
        double factor = fleet.pixels() / measured.pixels();
        String name = exported(model);
        EngineTime engine = engine(name, imgsz, machines);
        double more = flops(name, imgsz, engine) / flops(engine.model(), engine.imgsz(), engine);
        NavigableMap<Integer, Double> runs = new TreeMap<>();
        engine.batches().forEach((batch, millis) -> runs.put(batch, millis * more / 1000));
        String decodeSource = "decoding: " + decoder.codec() + " " + decoder.size() + " " + Numbers.of(decoder.millis())
                + " ms (" + at(decoder.on()) + ")" + (factor == 1 ? "" : " x " + Numbers.of(factor) + " for the pixels")
                + (decoder.codec().equals(fleet.codec()) ? "" : "; " + fleet.codec() + " was not measured");
        String engineSource = "model: " + engine.model() + " at " + engine.imgsz() + " with " + engine.engine() + ", "
                + batches(engine.batches()) + " ms (" + at(engine.on()) + ")"
                + (more == 1
                        ? ""
                        : " x " + Numbers.of(more) + " for the operations of " + name + " at " + imgsz
                                + ": an estimate, measure it");
        return new Service(
                decoder.millis() * factor / 1000,
                runs,
                engine.gpu() != null,
                times.pipeline(),
                List.of(
                        decodeSource,
                        engineSource,
                        "all else: " + at(times.pipeline().on())));
    }

    private String at(@Nullable String other) {
        return Objects.requireNonNullElse(other, Objects.requireNonNullElse(times.machine(), "not said where"));
    }

    private static String batches(Map<Integer, Double> batches) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(batches)
                .forEach((size, millis) -> text.append(text.length() == 0 ? "" : ", ")
                        .append(size)
                        .append(size == 1 ? " picture " : " in ")
                        .append(Numbers.of(millis)));
        return text.toString();
    }

    /** YOLOv9 is exported as the GELAN of its size. */
    private static String exported(String model) {
        return model.replaceFirst("^(?i:(yolo)?v9-)", "gelan-");
    }

    private DecodeTime decoder(Fleet fleet) {
        return times.decoders().stream()
                .min(Comparator.comparing((DecodeTime one) -> !one.codec().equals(fleet.codec()))
                        .thenComparing(one ->
                                Math.abs(Math.log(Size.of("size", one.size()).pixels() / fleet.pixels()))))
                .orElseThrow();
    }

    private EngineTime engine(String model, int imgsz, Machines machines) {
        String card = machines.gpu();
        String kind = machines.engine();
        List<EngineTime> there = times.engines().stream()
                .filter(one -> card == null ? one.gpu() == null : card.equalsIgnoreCase(one.gpu()))
                .toList();
        if (there.isEmpty()) {
            throw nowhere(card);
        }
        List<EngineTime> wanted = there.stream()
                .filter(one ->
                        kind == null || kind.equals("auto") || one.engine().equals(kind))
                .toList();
        if (wanted.isEmpty()) {
            throw new UserError("--engine " + kind + ": no service times there; they are of "
                    + String.join(
                            ", ",
                            new TreeSet<>(there.stream().map(EngineTime::engine).toList())));
        }
        if (wanted.stream().noneMatch(one -> one.model().equals(model)) && !GFLOPS.containsKey(model)) {
            TreeSet<String> known = new TreeSet<>(GFLOPS.keySet());
            wanted.forEach(one -> known.add(one.model()));
            throw new UserError("--model " + model + ": no service times" + Nearest.question(model, known)
                    + "; known are " + String.join(", ", known));
        }
        return wanted.stream()
                .filter(one -> one.model().equals(model) || GFLOPS.containsKey(one.model()))
                .min(Comparator.comparing((EngineTime one) -> !one.model().equals(model))
                        .thenComparing(one ->
                                Math.abs(Math.log(flops(model, imgsz, one) / flops(one.model(), one.imgsz(), one)))))
                .orElseThrow(() -> new UserError("--model " + model + ": no service times to estimate from"));
    }

    private UserError nowhere(@Nullable String gpu) {
        if (gpu == null) {
            return new UserError("the service times have no engine on the cores: name the card with --gpu");
        }
        TreeSet<String> cards = new TreeSet<>();
        times.engines().stream().filter(one -> one.gpu() != null).forEach(one -> cards.add(String.valueOf(one.gpu())));
        return new UserError("--gpu " + gpu + ": no service times" + Nearest.question(gpu, cards)
                + (cards.isEmpty() ? "" : "; there are some of " + String.join(", ", cards))
                + ", and bench times measures others");
    }

    /** Operations go with the picture's area. A model whose operations are not known is compared with itself alone. */
    private static double flops(String model, int imgsz, EngineTime other) {
        double area = (double) imgsz * imgsz / (SIDE * SIDE);
        return area * GFLOPS.getOrDefault(model, GFLOPS.getOrDefault(other.model(), 1.0));
    }
}
