package io.lynceus.processor.web;

import io.lynceus.processor.config.HttpAddress;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Its main measures what a page with many tiles costs: processor time of the page's own threads, for PERFORMANCE.md.
 */
final class PageCost {
    private static final int SECONDS = 20;

    private PageCost() {}

    /** @param args cameras, width of a tile in pixels, and a picture */
    public static void main(String[] args) throws Exception {
        int count = Integer.parseInt(args[0]);
        int width = Integer.parseInt(args[1]);
        BufferedImage picture = scaled(ImageIO.read(Path.of(args[2]).toFile()), width);
        List<String> cameras = new ArrayList<>();
        StringBuilder path = new StringBuilder("live?width=" + width);
        for (int i = 0; i < count; i++) {
            cameras.add("camera-" + i);
            path.append("&camera=camera-").append(i);
        }
        try (OperatorServer server = OperatorServer.open(new HttpAddress("127.0.0.1", 0));
                LivePage page =
                        new LivePage(server, FakeFeed.facts(cameras), PageSettings.NONE, FakeFeed.NO_PLAYBACK, null)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(page.address() + path.toString()))
                    .build();
            InputStream stream = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofInputStream())
                    .body();
            Thread reader = new Thread(() -> drain(stream));
            reader.setDaemon(true);
            reader.start();
            feed(page, cameras, picture, SECONDS);
            long before = cpu();
            long begin = System.nanoTime();
            feed(page, cameras, picture, SECONDS);
            System.out.printf(
                    "%d cameras, %d pixels: %.3f of a core%n",
                    count, width, (cpu() - before) / (double) (System.nanoTime() - begin));
        }
    }

    /** Ten frames a second of each camera. */
    private static void feed(LivePage page, List<String> cameras, BufferedImage picture, int seconds)
            throws InterruptedException {
        for (int i = 0; i < seconds * 10; i++) {
            long next = System.nanoTime() + 100_000_000;
            for (String camera : cameras) {
                page.onFrame(
                        Events.detected(camera, i, Instant.now(), List.of(Events.person(0.3f, 0.4f, 0.9f))),
                        width -> picture);
            }
            // The load is ten pictures a second.
            Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
        }
    }

    private static void drain(InputStream stream) {
        try {
            stream.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return; // the page has gone
        }
    }

    private static long cpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null
                    && (info.getThreadName().startsWith("http-")
                            || info.getThreadName().startsWith("lynceus-page"))) {
                sum += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return sum;
    }

    private static BufferedImage scaled(BufferedImage from, int width) {
        int height = from.getHeight() * width / from.getWidth();
        BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = to.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(from, 0, 0, width, height, null);
        graphics.dispose();
        return to;
    }
}
