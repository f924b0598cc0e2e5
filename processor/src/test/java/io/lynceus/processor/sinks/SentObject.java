package io.lynceus.processor.sinks;

import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An event's objects as the test's query gives them. */
final class SentObject {
    private SentObject() {}

    static Stream<String> of(FrameDetections event) {
        return IntStream.range(0, event.getDetections().size()).mapToObj(number -> {
            Detection object = event.getDetections().get(number);
            return event.getCamera() + " " + event.getSequence() + " " + number + " " + object.getLabel() + " "
                    + object.getTrackId() + " " + object.getX1();
        });
    }
}
