package io.lynceus.processor.streams;

import io.lynceus.processor.pipeline.Progress;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Runs over one partition in which processing is stopped and started again. */
final class Restarts {
    private Restarts() {}

    /**
     * All events of a run.
     *
     * @param restart true for the offsets before which the run is stopped
     * @param oldest offset of the first packet that retention has left
     */
    static List<FrameDetections> run(Path state, List<EncodedPacket> topic, IntPredicate restart, int oldest) {
        List<FrameDetections> events = new ArrayList<>();
        Map<String, Progress> stored = new HashMap<>();
        int from = 0;
        for (int to = 1; to <= topic.size(); to++) {
            if (to == topic.size() || restart.test(to)) {
                try (Bench bench =
                        new Bench(new MeanDetector(), FrameListener.NONE, state, new StoredPackets(topic, oldest))) {
                    bench.takeOver(stored, from);
                    events.addAll(bench.send(topic.subList(from, to)));
                    stored = bench.stored();
                }
                from = to;
            }
        }
        return events;
    }
}
