package io.lynceus.processor.bench;

import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.PictureSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * All lanes of an engine at once, each on the same picture again and again: what the engine can do and nothing else.
 */
final class EngineAlone {
    private EngineAlone() {}

    /** @param pictures that each lane runs on */
    static Measured run(Engine engine, long pictures) {
        List<Lane> lanes = new ArrayList<>();
        try {
            PictureSource noise = noise(engine.model().input());
            for (int i = 0; i < engine.lanes(); i++) {
                Lane lane = engine.lane();
                lanes.add(lane);
                for (int place = 0; place < engine.batch(); place++) {
                    lane.write(place, noise);
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

    private static PictureSource noise(InputSize size) {
        byte[] rgb = new byte[size.height() * size.width() * 3];
        new Random(1).nextBytes(rgb);
        Picture picture = new Picture(size.width(), size.height(), rgb);
        return Letterbox.of(size.width(), size.height(), size.width(), size.height())
                .source(picture);
    }
}
