package io.lynceus.processor.bench;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.processor.decode.Decoded;
import io.lynceus.processor.decode.Decoder;
import io.lynceus.processor.decode.OneFrame;
import io.lynceus.processor.inference.Detector;
import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.pixels.DecodedFrame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The boxes of a clip without Kafka, as detect finds them, to hold the events against. */
final class DirectBoxes {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Map<Long, List<Detection>> bySequence = new HashMap<>();

    /** Decodes and detects the first packets on the calling thread. */
    DirectBoxes(Path video, long packets, Detector detector) {
        try (PacketReader reader = PacketReader.open(video.toString(), TIMEOUT);
                Decoder decoder = new Decoder(reader.format())) {
            long sequence = 0;
            Packet packet = reader.read();
            while (packet != null && sequence < packets) {
                decoder.send(
                        ByteBuffer.wrap(packet.data()), packet.keyframe(), packet.pts(), packet.beside(), sequence++);
                receive(decoder, detector);
                packet = reader.read();
            }
            decoder.drain();
            receive(decoder, detector);
        }
    }

    private void receive(Decoder decoder, Detector detector) {
        for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
            if (decoded instanceof OneFrame one) {
                try (DecodedFrame frame = one.frame()) {
                    List<Detection> boxes = detector.detect(frame).stream()
                            .map(box -> new Detection(
                                    box.classId(),
                                    box.label(),
                                    box.score(),
                                    box.x1(),
                                    box.y1(),
                                    box.x2(),
                                    box.y2(),
                                    box.track()))
                            .toList();
                    bySequence.put(one.tag(), boxes);
                }
            }
        }
    }

    /**
     * How many of the events have exactly these boxes, of those whose frame is among ours in a camera's first epoch.
     */
    Agreement with(Collection<FrameDetections> events) {
        Map<String, Long> first = new HashMap<>();
        events.forEach(event -> first.merge(event.getCamera(), event.getEpoch(), Long::min));
        long compared = 0;
        long equal = 0;
        for (FrameDetections event : events) {
            List<Detection> boxes = bySequence.get(event.getSequence());
            if (boxes != null && event.getEpoch() == first.getOrDefault(event.getCamera(), -1L)) {
                compared++;
                equal += boxes.equals(event.getDetections()) ? 1 : 0;
            }
        }
        return new Agreement(equal, compared);
    }

    record Agreement(long equal, long compared) {
        boolean complete() {
            return equal == compared && compared > 0;
        }
    }
}
