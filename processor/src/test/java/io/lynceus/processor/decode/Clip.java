package io.lynceus.processor.decode;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clip's packets. */
record Clip(StreamFormat format, List<Packet> packets) {
    static Clip read(Path file) {
        List<Packet> packets = new ArrayList<>();
        try (PacketReader reader = PacketReader.open(file.toString(), Duration.ofMinutes(5))) {
            for (Packet packet = reader.read(); packet != null; packet = reader.read()) {
                packets.add(packet);
            }
            return new Clip(reader.format(), packets);
        }
    }
}
