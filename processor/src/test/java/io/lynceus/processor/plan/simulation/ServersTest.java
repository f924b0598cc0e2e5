package io.lynceus.processor.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServersTest {
    private static final long SERVICE = 10_000;
    private static final int JOBS = 200_000;

    private final Agenda agenda = new Agenda();

    /** Pollaczek and Khinchine: Poisson arrivals and a fixed service time s wait for load · s / 2 / (1 - load). */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.7, 0.85})
    void waitsForOneServerAreThoseOfTheMD1Queue(double load) {
        Servers server = new Servers(agenda, 1, Long.MAX_VALUE);
        Random random = new Random(7);
        double[] waited = new double[1];
        double time = 0;
        for (int i = 0; i < JOBS; i++) {
            time += -Math.log(1 - random.nextDouble()) * SERVICE / load;
            long arrival = (long) time;
            agenda.after(arrival, () -> server.work(SERVICE, () -> waited[0] += agenda.now() - arrival - SERVICE));
        }
        agenda.run((long) time);
        assertThat(waited[0] / JOBS).isCloseTo(load * SERVICE / 2 / (1 - load), Percentage.withPercentage(4));
        assertThat(server.utilisation()).isCloseTo(load, within(0.01));
    }

    @Test
    void whoComesAtAnEvenPaceNeverWaitsAndTheUtilisationIsTheLoad() {
        Servers server = new Servers(agenda, 1, Long.MAX_VALUE);
        List<Long> latencies = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            long arrival = i * SERVICE * 2;
            agenda.after(arrival, () -> server.work(SERVICE, () -> latencies.add(agenda.now() - arrival)));
        }
        agenda.run(1000 * SERVICE * 2);
        assertThat(latencies).hasSize(1000).containsOnly(SERVICE);
        assertThat(server.utilisation()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void longWorkGivesWayToShortWhereThereAreSlices() {
        Servers server = new Servers(agenda, 1, 10);
        List<String> done = new ArrayList<>();
        server.work(100, () -> done.add("long at " + agenda.now()));
        server.work(5, () -> done.add("short at " + agenda.now()));
        agenda.run(1000);
        assertThat(done).containsExactly("short at 15", "long at 105");
    }
}
