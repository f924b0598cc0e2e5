package io.lynceus.processor.cli;

import io.lynceus.processor.partitions.Claims;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How cameras lie on partitions, for people. */
final class BalanceText {
    private BalanceText() {}

    static List<String> lines(Claims claims, int partitions) {
        SortedMap<String, Integer> cameras = claims.all();
        if (!claims.begun()) {
            return List.of("cameras: none has a place of its own; where packets are, the hashes of names decide.");
        }
        List<Integer> counts = claims.counts(partitions);
        List<String> lines = new ArrayList<>();
        lines.add("cameras: " + cameras.size() + " in " + partitions + " partitions, " + Collections.min(counts)
                + " to " + Collections.max(counts) + " in each");
        SortedMap<Integer, List<String>> names = new TreeMap<>();
        for (Map.Entry<String, Integer> one : cameras.entrySet()) {
            names.computeIfAbsent(one.getValue(), number -> new ArrayList<>()).add(one.getKey());
        }
        names.forEach((partition, who) -> lines.add(String.format("%4d %s", partition, String.join(" ", who))));
        return lines;
    }
}
