package io.lynceus.processor.web;

import io.lynceus.schemas.avro.FrameDetections;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest picture of each camera, drawn on one thread of its own. */
final class Pictures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);

    private final LongSupplier nanoTime;
    private final Map<String, CameraPicture> cameras = new ConcurrentHashMap<>();
    private final BlockingQueue<CameraPicture> toDraw = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::drawAll, "lynceus-page-pictures");

    Pictures(Iterable<String> names, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (String name : names) {
            cameras.put(name, new CameraPicture(nanoTime));
        }
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Takes the picture if somebody wants it, and asks for it only then.
     *
     * @param picture called at once on this thread or never; its image is kept and drawn upon
     */
    void offer(FrameDetections event, Supplier<BufferedImage> picture) {
        CameraPicture camera = cameras.computeIfAbsent(event.getCamera(), name -> new CameraPicture(nanoTime));
        if (camera.wanted() && camera.offer(new CameraPicture.Raw(picture.get(), event))) {
            toDraw.add(camera);
        }
    }

    /** The camera's picture; null when there is no such camera. */
    @Nullable
    CameraPicture of(String camera) {
        return cameras.get(camera);
    }

    private void drawAll() {
        try (Painter painter = new Painter()) {
            while (!Thread.currentThread().isInterrupted()) {
                CameraPicture camera = toDraw.take();
                CameraPicture.Raw raw = camera.take();
                if (raw != null) {
                    draw(painter, camera, raw);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void draw(Painter painter, CameraPicture camera, CameraPicture.Raw raw) {
        try {
            camera.publish(painter.paint(raw.image(), raw.event()));
        } catch (IOException | RuntimeException e) {
            LOG.atWarn().addKeyValue("camera", raw.event().getCamera()).log("a picture could not be drawn", e);
        }
    }

    /** Ends the thread; those who wait for a picture go on with the last one. */
    @Override
    public void close() {
        thread.interrupt();
        cameras.values().forEach(CameraPicture::close);
    }
}
