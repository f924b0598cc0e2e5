package io.lynceus.processor.bench;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.decode.Decoders;
import io.lynceus.processor.decode.OneFrame;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.engine.Agreement;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.pixels.DecodedFrame;
import java.util.List;

/** What a network says of the same pictures from two decoders. One thread. */
final class InputComparison {
    private static final float ALL = -1;

    private final Engine engine;
    private Agreement agreement = new Agreement(0, 0);
    private long pictures;

    InputComparison(Engine engine) {
        this.engine = engine;
    }

    /** Where the engine takes two pictures at a time, those of a packet are in one run. */
    void run(List<Packet> packets, Decoders one, Decoders other) {
        try (Lane lane = engine.lane();
                SamePackets both = new SamePackets(packets, one, other)) {
            both.run((first, second) -> {
                if (first instanceof OneFrame left && second instanceof OneFrame right) {
                    compare(lane, left.frame(), right.frame());
                }
            });
        }
    }

    private void compare(Lane lane, DecodedFrame left, DecodedFrame right) {
        Candidates first;
        Candidates second;
        if (engine.batch() > 1) {
            lane.write(0, left);
            lane.write(1, right);
            lane.run(2);
            first = lane.read(0, ALL);
            second = lane.read(1, ALL);
        } else {
            first = alone(lane, left);
            second = alone(lane, right);
        }
        agreement = agreement.and(Agreement.of(first, second, Agreement.SEEN));
        pictures++;
    }

    private static Candidates alone(Lane lane, DecodedFrame frame) {
        lane.write(0, frame);
        lane.run(1);
        return lane.read(0, ALL);
    }

    /** Whether it says the same but for rounding, of one picture or more. */
    boolean same() {
        return pictures > 0 && agreement.holds();
    }

    @Override
    public String toString() {
        return "boxes of " + pictures + " pictures: " + agreement;
    }
}
