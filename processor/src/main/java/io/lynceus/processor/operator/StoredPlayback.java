package io.lynceus.processor.operator;

import io.lynceus.processor.decode.Mp4Copy;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.playback.Blur;
import io.lynceus.processor.playback.Clip;
import io.lynceus.processor.playback.FrameName;
import io.lynceus.processor.playback.StoredEvents;
import io.lynceus.processor.playback.StoredPackets;
import io.lynceus.processor.playback.Stretch;
import io.lynceus.processor.web.Playback;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Playback from the packets topic: copied where a browser plays the camera's codec and everybody may be seen, encoded
 * again as H.264 where not.
 */
public final class StoredPlayback implements Playback {
    /** What Chromium, Firefox and Safari play; H.265 is not among it on every machine. */
    private static final Set<String> PLAYED = Set.of("h264", "vp9", "av1");

    private final Broker broker;
    private final Function<String, Set<String>> blurred;

    /** @param blurred names of the classes that are not to be seen, by the camera's name */
    public StoredPlayback(Broker broker, Function<String, Set<String>> blurred) {
        this.broker = broker;
        this.blurred = blurred;
    }

    @Override
    public Recording around(String frameId, Duration before, Duration after) {
        FrameName frame = FrameName.parse(frameId);
        Stretch stretch;
        try (StoredPackets packets = new StoredPackets(broker, () -> false)) {
            stretch = packets.around(frame, before, after);
        }
        List<FrameDetections> events;
        try (StoredEvents stored = new StoredEvents(broker, () -> false)) {
            events = stored.of(stretch);
        }
        Blur blur = new Blur(blurred.apply(frame.camera()));
        boolean copied = PLAYED.contains(stretch.codec()) && Clip.canBeCopied(stretch) && !blur.isWanted();
        double begin = copied ? 0 : stretch.from();
        Map<Long, Double> shown = new HashMap<>();
        for (EncodedPacket packet : stretch.packets()) {
            shown.put(packet.getSequence(), stretch.secondsUntil(packet) - begin);
        }
        List<Double> seconds = new ArrayList<>();
        List<FrameDetections> known = new ArrayList<>();
        for (FrameDetections event : events) {
            Double at = shown.get(event.getSequence());
            if (at != null && at >= 0) {
                known.add(event);
                seconds.add(at);
            }
        }
        byte[] mp4 = video(stretch, events, copied, blur);
        return new Recording(mp4, copied ? stretch.codec() : "h264", stretch.eventAt() - begin, known, seconds);
    }

    private static byte[] video(Stretch stretch, List<FrameDetections> events, boolean copied, Blur blur) {
        try {
            Path file = Files.createTempFile("lynceus-playback-", ".mp4");
            try {
                if (copied) {
                    Clip.copy(stretch, file, Mp4Copy.Layout.FRAGMENTS);
                } else {
                    Clip.draw(stretch, events, false, blur, file);
                }
                return Files.readAllBytes(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new RunError("a recording needs a temporary file: " + Reason.of(e), e);
        }
    }
}
