package io.lynceus.processor.bench;

import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** All lanes of an engine at once, each on the same picture again and again: what the engine can do and nothing else. */
final class EngineAlone {
    private EngineAlone() {}

    /** @param pictures that each lane runs on */
    static Measured run(Engine engine, long pictures) {
        List<Lane> lanes = new ArrayList<>();
        try {
            Random random = new Random(1);
            for (int i = 0; i < engine.lanes(); i++) {
                Lane lane = engine.lane();
                lanes.add(lane);
                for (int k = 0; k < lane.input().capacity(); k++) {
                    lane.input().put(k, random.nextFloat());
                }
            }
            return SideBySide.run(lanes.size(), i -> () -> {
                long done = 0;
                for (; done < pictures; done += engine.batch()) {
                    lanes.get(i).run(engine.batch());
                }
                return done;
            });
        } finally {
            lanes.forEach(Lane::close);
        }
    }
}
