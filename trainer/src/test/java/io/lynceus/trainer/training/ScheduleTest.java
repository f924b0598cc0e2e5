package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.lynceus.trainer.config.Curve;
import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.HyperparametersFile;
import io.lynceus.trainer.parity.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the official loop's rates, momentum and accumulation. */
class ScheduleTest {
    private static final Map<String, Curve> CURVES =
            Map.of("linear", Curve.LINEAR, "cos", Curve.COSINE, "flat_cos", Curve.FLAT_COSINE, "fixed", Curve.FIXED);

    static Stream<JsonNode> runs() {
        Path file = Fixture.root().resolve("schedule/schedule.json");
        return Files.exists(file) ? StreamSupport.stream(Fixture.json(file).spliterator(), false) : Stream.empty();
    }

    private static Schedule schedule(JsonNode run) {
        assertThat(CURVES).containsKey(run.get("kind").asText());
        assertThat(run.path("nominal_batch").asInt(64)).isEqualTo(64);
        return new Schedule(
                Hyperparameters.DEFAULT,
                Objects.requireNonNull(CURVES.get(run.get("kind").asText())),
                run.get("epochs").asInt(),
                run.get("batches_per_epoch").asInt(),
                run.get("batch").asInt());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("runs")
    void eachBatchHasTheOfficialSettings(JsonNode run) {
        Schedule schedule = schedule(run);
        for (JsonNode row : run.get("rows")) {
            StepSettings step = schedule.at(row.get("ni").asLong());
            String batch = "batch " + row.get("ni");
            for (int group = 0; group < 3; group++) {
                assertThat(step.rate(group))
                        .as(batch)
                        .isCloseTo(row.get("lr").get(group).asDouble(), within(1e-12));
            }
            assertThat(step.momentum()).as(batch).isCloseTo(row.get("momentum").asDouble(), within(1e-12));
            assertThat((double) step.accumulate())
                    .as(batch)
                    .isEqualTo(row.get("accumulate").asDouble());
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("runs")
    void ratesLagOneEpochAndTheOptimiserStepsAsOften(JsonNode run) {
        Schedule schedule = schedule(run);
        int batches = run.get("batches_per_epoch").asInt();
        for (int epoch = 0; epoch < run.get("epochs").asInt(); epoch++) {
            JsonNode expected = run.get("lr_at_end_of_epoch").get(epoch);
            StepSettings last = schedule.at((long) (epoch + 1) * batches - 1);
            for (int group = 0; group < 3; group++) {
                assertThat(last.rate(group)).isCloseTo(expected.get(group).asDouble(), within(1e-12));
            }
        }
        assertThat(schedule.steps()).isEqualTo(run.get("total_steps").asLong());
        assertThat(schedule.weightDecay())
                .isEqualTo(run.get("scaled_weight_decay").asDouble());
    }

    @Test
    void aNominalBatchOfOneBatchStepsAfterEachOfThem() {
        Hyperparameters recipe = HyperparametersFile.fromMap(Map.of("nominal_batch", 16.0));
        Schedule schedule = new Schedule(recipe, 18, 38, 16);

        assertThat(LongStream.range(0, 18 * 38).map(i -> schedule.at(i).accumulate()))
                .containsOnly(1L);
        assertThat(schedule.steps()).isEqualTo(18 * 38);
        assertThat(schedule.weightDecay()).isEqualTo(recipe.weightDecay());
    }
}
