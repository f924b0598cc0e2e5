package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what is told of cameras, and waits for it. */
final class Told implements StatusSink {
    private final BlockingQueue<CameraStatus> queue = new LinkedBlockingQueue<>();
    private final List<CameraStatus> all = new CopyOnWriteArrayList<>();

    @Override
    public void publish(CameraStatus status) {
        all.add(status);
        queue.add(status);
    }

    /** The next thing, which must be this one. */
    CameraStatus next(CameraChange change) throws InterruptedException {
        CameraStatus polled = queue.poll(5, TimeUnit.MINUTES);
        CameraStatus status = Objects.requireNonNull(polled, () -> "nothing was told; before: " + all);
        assertThat(status.getStatus()).as("%s", all).isEqualTo(change);
        return status;
    }

    List<CameraStatus> all() {
        return List.copyOf(all);
    }
}
