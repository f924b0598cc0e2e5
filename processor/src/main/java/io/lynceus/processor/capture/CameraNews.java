package io.lynceus.processor.capture;

import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what happens to one camera, each thing once: a camera that stays away for a week is one LOST. One thread tells,
 * any may ask.
 */
final class CameraNews {
    private static final Logger LOG = LoggerFactory.getLogger(CameraNews.class);

    private final Camera camera;
    private final StatusSink sink;
    private final Clock clock;
    private boolean wasThere;
    private volatile Last last;

    private record Last(
            CameraChange change, Instant since, @Nullable String reason) {}

    CameraNews(Camera camera, StatusSink sink, Clock clock) {
        this.camera = camera;
        this.sink = sink;
        this.clock = clock;
        this.last = new Last(CameraChange.UNKNOWN, now(), null);
    }

    /** A packet has come. */
    void there(long epoch) {
        if (last.change != CameraChange.CONNECTED && last.change != CameraChange.RECONNECTED) {
            LOG.atInfo().addKeyValue("camera", camera.name()).log("connected");
            tell(wasThere ? CameraChange.RECONNECTED : CameraChange.CONNECTED, epoch, null);
            wasThere = true;
        }
    }

    /**
     * The camera is away, as it was or not.
     *
     * @param epoch the connection that was lost, null when none was made
     * @param refused true when it would not let us in
     */
    void away(@Nullable Long epoch, String reason, boolean refused) {
        CameraChange change = refused ? CameraChange.AUTH_FAILED : CameraChange.LOST;
        if (last.change != change || !Objects.equals(last.reason, reason)) {
            LOG.atWarn().addKeyValue("camera", camera.name()).log("trying again: {}", reason);
        }
        if (last.change != change) {
            tell(change, epoch, reason);
        } else {
            last = new Last(change, last.since, reason);
        }
    }

    /** A file has come to its end. */
    void ended(long epoch, @Nullable String reason) {
        tell(CameraChange.EOF, epoch, reason);
    }

    /** The camera is given up. */
    void failed(String reason) {
        tell(CameraChange.LOST, null, reason);
    }

    CameraState state(long packets, double frameRate) {
        Last now = last;
        return new CameraState(camera, now.change, now.since, now.reason, packets, frameRate);
    }

    private void tell(CameraChange change, @Nullable Long epoch, @Nullable String reason) {
        Instant now = now();
        last = new Last(change, now, reason);
        sink.publish(CameraStatus.newBuilder()
                .setCamera(camera.name())
                .setStatus(change)
                .setTime(now)
                .setEpoch(epoch)
                .setReason(reason)
                .build());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
