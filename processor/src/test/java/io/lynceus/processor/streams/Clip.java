package io.lynceus.processor.streams;

import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Capture;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.PacketSink;
import io.lynceus.schemas.avro.EncodedPacket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The records that capture makes of a clip, without a broker. */
final class Clip {
    private Clip() {}

    /** @param epochSecond when the capture starts; its clock stands still */
    static List<EncodedPacket> packets(Path file, String camera, long epochSecond) {
        List<EncodedPacket> packets = Collections.synchronizedList(new ArrayList<>());
        PacketSink sink = new PacketSink() {
            @Override
            public void send(EncodedPacket packet) {
                packets.add(packet);
            }

            @Override
            public void flush() {}
        };
        Clock clock = Clock.fixed(Instant.ofEpochSecond(epochSecond), ZoneOffset.UTC);
        try (Capture capture =
                Capture.start(new Camera(camera, file.toString()), new CaptureOptions(true, 1), sink, clock)) {
            if (!capture.await(Duration.ofMinutes(5))) {
                throw new IllegalStateException("the clip was not read in time");
            }
        }
        return List.copyOf(packets);
    }
}
