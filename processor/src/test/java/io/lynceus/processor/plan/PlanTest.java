package io.lynceus.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.vision.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    /** 10 ms to decode a picture, 1 ms for the rest, 40 ms for the model on a core, 16 pictures in 32 ms on a card. */
    static final ServiceTimes TIMES = new ServiceTimes(
            "here",
            List.of(new ServiceTimes.DecodeTime("h264", "1920x1080", 10, null)),
            List.of(
                    new ServiceTimes.EngineTime("gelan-t", 640, "onnxruntime", null, Map.of(1, 40.0), null),
                    new ServiceTimes.EngineTime("gelan-t", 640, "cuda", "H200", Map.of(1, 8.0, 16, 32.0), null)),
            new ServiceTimes.PipelineTimes(1, 10, 0.25, 0.3, 5, 8, null));

    static Fleet fleet(int cameras, double fps) {
        return new Fleet(cameras, fps, 1920, 1080, "h264", 4e6, 2, fps, 8, false);
    }

    static Fleet byName(int cameras, double fps) {
        return new Fleet(cameras, fps, 1920, 1080, "h264", 4e6, 2, fps, 8, true);
    }

    static Machines machines(@Nullable String gpu) {
        return new Machines(16, gpu, null, 10e9, 0.7, 3, Duration.ofDays(1), Duration.ofDays(7));
    }

    private static Plan plan(Fleet fleet, @Nullable String gpu) {
        return new Plan(fleet, machines(gpu), "gelan-t", 640, TIMES);
    }

    private static double figure(Plan plan, String name) {
        return plan.sections().stream()
                .flatMap(section -> section.figures().stream())
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void theFiguresOnCoresAreTheProductsThatTheirFormulasSay() {
        Plan plan = plan(fleet(1000, 2), null);
        assertThat(figure(plan, "frames")).isEqualTo(2000);
        assertThat(figure(plan, "decoding")).isCloseTo(20, within(1e-9));
        assertThat(figure(plan, "model")).isCloseTo(80, within(1e-9));
        assertThat(figure(plan, "packets in")).isEqualTo(4e9);
        assertThat(figure(plan, "disk for packets")).isCloseTo(1000 * 43.2e9 * 3, Percentage.withPercentage(0.01));
        assertThat(figure(plan, "cores")).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void aCardTakesThePicturesOfABatchAndOneInstanceIsSpare() {
        Plan plan = plan(fleet(1000, 2), "h200");
        // 2,000 pictures/s x 2 ms.
        assertThat(figure(plan, "model")).isCloseTo(4, within(1e-9));
        assertThat(plan.layout().instances()).isGreaterThan(6);
        assertThat(plan.shares().number()).isEqualTo(plan.layout().instances() - 1);
    }

    @Test
    void anInstanceHasMemoryForTheCamerasOfTheFullest() {
        Plan plan = plan(fleet(1000, 2), "H200");
        double forCameras = figure(plan, "memory of an instance")
                - 1.5e9
                - 0.3e9 * (plan.layout().threads() - 2);
        assertThat(forCameras / figure(plan, "memory of a camera"))
                .isCloseTo(plan.shares().fullest(), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 1000, 10_000, 100_000})
    void everyPartitionHasAThreadAndAllThreadsHaveAsMany(int cameras) {
        for (Plan plan : List.of(plan(fleet(cameras, 5), null), plan(fleet(cameras, 5), "H200"))) {
            Layout layout = plan.layout();
            assertThat(layout.partitions() % layout.allThreads()).isZero();
            assertThat(layout.partitions()).isGreaterThanOrEqualTo(Math.max(4, 2 * layout.allThreads()));
            assertThat(layout.threads()).isBetween(1, 1024);
            plan.sections().stream()
                    .flatMap(section -> section.figures().stream())
                    .forEach(figure -> assertThat(figure.value())
                            .as(figure.name())
                            .isNotNaN()
                            .isNotNegative());
        }
    }

    @Test
    void aCameraThatIsMoreThanAThreadCanTakeIsNamed() {
        assertThat(plan(fleet(10, 25), null).heed())
                .anyMatch(line -> line.contains("keeps a stream thread busy 128 %"));
        assertThat(plan(fleet(1, 2), null).heed()).isEmpty();
    }

    @Test
    void camerasThatCrowdOnAThreadAreNamed() {
        // A thread takes 3 cameras of 5 frames/s at most; chance puts more on some, however many threads there are.
        Plan crowded = plan(byName(10_000, 5), null);
        assertThat(crowded.threads().most()).isEqualTo(3);
        assertThat(crowded.heed()).anyMatch(line -> line.contains("hash of its name"));
        assertThat(plan(byName(100, 0.5), null).heed()).isEmpty();
    }

    @Test
    void balancedCamerasNeedNoMoreThreadsThanTheMeanAsksFor() {
        Plan plan = plan(fleet(10_000, 5), null);
        assertThat(plan.threads().fullest()).isEqualTo(3);
        assertThat(plan.layout().partitions()).isEqualTo(3 * plan.layout().allThreads());
        assertThat(plan.threads().number()).isEqualTo((int) Math.ceil(10_000 * plan.threadLoad() / 0.7));
        assertThat(plan.heed()).noneMatch(line -> line.contains("hash of its name"));
    }

    @Test
    void whatWasNotMeasuredIsEstimatedAndSaysSo() {
        Plan small = plan(fleet(10, 1), null);
        Plan large = new Plan(fleet(10, 1), machines(null), "v9-c", 640, TIMES);
        assertThat(large.service().run(1) / small.service().run(1)).isCloseTo(102.15 / 9.82, within(1e-9));
        assertThat(large.service().sources()).anyMatch(line -> line.contains("an estimate"));
        assertThat(small.service().sources()).noneMatch(line -> line.contains("an estimate"));
    }

    @Test
    void aRunBetweenTwoMeasuredBatchesLiesBetweenThem() {
        Service card = plan(fleet(10, 1), "H200").service();
        assertThat(card.run(1)).isCloseTo(0.008, within(1e-9));
        assertThat(card.run(16)).isCloseTo(0.032, within(1e-9));
        assertThat(card.run(6)).isCloseTo(0.016, within(1e-9));
        assertThat(card.run(32)).isCloseTo(0.064, within(1e-9));
        assertThat(card.bestBatch()).isEqualTo(16);
    }

    @Test
    void unknownModelsCardsAndEnginesAreNamedWithWhatMayHaveBeenMeant() {
        assertThatThrownBy(() -> new Plan(fleet(1, 1), machines(null), "gelan-x", 640, TIMES))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--model gelan-x: no service times (did you mean gelan-");
        assertThatThrownBy(() -> plan(fleet(1, 1), "H20"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("(did you mean H200?)");
    }

    @Test
    void linesFitAPageAndAllFiguresAreThere() {
        Plan plan = plan(fleet(10_000, 10), "H200");
        List<String> lines = PlanText.lines(plan);
        assertThat(lines).allMatch(line -> line.length() <= 120);
        plan.sections()
                .forEach(section -> section.figures()
                        .forEach(figure -> assertThat(lines).anyMatch(line -> line.startsWith("  " + figure.name()))));
    }
}
