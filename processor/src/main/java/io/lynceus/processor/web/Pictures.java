package io.lynceus.processor.web;

import io.lynceus.processor.playback.Blur;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.drawing.JpegWriter;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest picture of each camera that somebody watches, encoded on one thread of its own. Thread-safe; nobody who
 * offers a picture ever waits for somebody who looks at one.
 */
final class Pictures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);
    private static final float QUALITY = 0.75f;

    private final LongSupplier nanoTime;
    private final Function<String, Set<String>> blurred;
    private final Map<String, CameraView> cameras = new ConcurrentHashMap<>();
    private final Set<View> views = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<CameraView> toEncode = new LinkedBlockingQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread = new Thread(this::encodeAll, "lynceus-page-pictures");
    private volatile boolean closed;

    /** @param blurred names of the classes that are not to be seen, by the camera's name */
    Pictures(LongSupplier nanoTime, Function<String, Set<String>> blurred) {
        this.nanoTime = nanoTime;
        this.blurred = blurred;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Takes the picture if somebody wants it, and asks for it only then.
     *
     * @param picture called at once on this thread or never, with the greatest width that is of use; its image is kept
     *     and drawn upon
     */
    void offer(FrameDetections event, IntFunction<BufferedImage> picture) {
        if (views.isEmpty()) {
            return;
        }
        CameraView camera = camera(event.getCamera());
        int width = camera.wanted(nanoTime.getAsLong());
        if (width > 0 && camera.offer(new CameraView.Raw(picture.apply(width), event), nanoTime.getAsLong())) {
            toEncode.add(camera);
        }
    }

    private CameraView camera(String name) {
        return cameras.computeIfAbsent(name, CameraView::new);
    }

    /** Somebody begins to look, until the view is closed. */
    View open(Wish wish) {
        View view = new View(wish);
        views.add(view);
        wish.cameras().forEach(name -> camera(name).wishes(views));
        return view;
    }

    private void encodeAll() {
        try (JpegWriter writer = new JpegWriter(QUALITY)) {
            while (!Thread.currentThread().isInterrupted()) {
                CameraView camera = toEncode.take();
                CameraView.Raw raw = camera.take();
                if (raw != null) {
                    encode(writer, camera, raw);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void encode(JpegWriter writer, CameraView camera, CameraView.Raw raw) {
        try {
            Set<String> labels = blurred.apply(raw.event().getCamera());
            new Blur(labels).apply(raw.image(), Blur.detections(raw.event()));
            camera.publish(writer.write(raw.image()), raw.event());
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("camera", raw.event().getCamera()).log("a picture could not be encoded", e);
            return;
        }
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread; those who wait for a picture go on without. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What one viewer sees. One thread. */
    final class View implements AutoCloseable {
        private final Wish wish;
        private final Map<String, Long> shown = new ConcurrentHashMap<>();

        private View(Wish wish) {
            this.wish = wish;
        }

        Wish wish() {
            return wish;
        }

        /** Pictures that this viewer has not had yet; empty when none came in time. */
        List<CameraView.Jpeg> await(long maxMillis) throws InterruptedException {
            long left = TimeUnit.MILLISECONDS.toNanos(maxMillis);
            lock.lock();
            try {
                List<CameraView.Jpeg> fresh = fresh();
                while (fresh.isEmpty() && left > 0 && !closed) {
                    left = changed.awaitNanos(left);
                    fresh = fresh();
                }
                return fresh;
            } finally {
                lock.unlock();
            }
        }

        private List<CameraView.Jpeg> fresh() {
            List<CameraView.Jpeg> fresh = new ArrayList<>();
            for (String name : wish.cameras()) {
                CameraView.Jpeg latest = camera(name).latest();
                if (latest != null && latest.version() != shown.getOrDefault(name, 0L)) {
                    shown.put(name, latest.version());
                    fresh.add(latest);
                }
            }
            return fresh;
        }

        @Override
        public void close() {
            views.remove(this);
            wish.cameras().forEach(name -> camera(name).wishes(views));
        }
    }
}
