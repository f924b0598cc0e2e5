package io.lynceus.processor.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.plan.Fleet;
import io.lynceus.processor.plan.Layout;
import io.lynceus.processor.plan.Service;
import io.lynceus.processor.plan.ServiceTimes.PipelineTimes;
import io.lynceus.processor.plan.simulation.Scenario.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LoadTableTest {
    private static final Service SERVICE = new Service(
            0.004, new TreeMap<>(Map.of(1, 0.015)), false, new PipelineTimes(1, 10, 0.25, 0.3, 5, 8, null), List.of());

    @Test
    void framesThatAreHeldBackAreSoWhileAnInstanceOrBrokersAreAwayToo() {
        List<String> usual = trouble(Duration.ZERO);
        List<String> held = trouble(Duration.ofSeconds(8));
        assertThat(usual).hasSize(2);
        assertThat(held).hasSize(2);
        assertThat(held.get(0)).startsWith("An instance lost: ").isNotEqualTo(usual.get(0));
        assertThat(held.get(1)).startsWith("Brokers away for 10 s: ").isNotEqualTo(usual.get(1));
    }

    private static List<String> trouble(Duration burst) {
        Fleet fleet = new Fleet(4, 10, 1280, 720, "h264", 2e6, 2, 10, 5, false);
        Trouble trouble = new Trouble(-1, -1, Duration.ZERO, burst);
        List<String> lines = new ArrayList<>();
        new LoadTable(new Scenario(fleet, new Layout(2, 2, 8, 2), SERVICE, false, 60, trouble, 1), lines::add).run();
        return lines.subList(lines.size() - 2, lines.size());
    }
}
