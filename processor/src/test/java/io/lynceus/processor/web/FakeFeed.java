package io.lynceus.processor.web;

import io.lynceus.processor.config.HttpAddress;
import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.RunError;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A camera that is not there: grey street, walkers and a car. Its main shows the page with it, to work on the page. */
final class FakeFeed {
    static final Playback NO_PLAYBACK = (frame, before, after) -> {
        throw new RunError("the packets of " + frame + " are not stored");
    };

    private final LivePage page;
    private final String camera;
    private long sequence;

    FakeFeed(LivePage page, String camera) {
        this.page = page;
        this.camera = camera;
    }

    /** A page that only shows what it is fed with. The server is the page's own, until this JVM ends. */
    static LivePage open(List<String> cameras, int port) {
        OperatorServer server = OperatorServer.open(new HttpAddress("127.0.0.1", port));
        return new LivePage(server, facts(cameras), PageSettings.NONE, NO_PLAYBACK, null);
    }

    static PageFacts facts(List<String> cameras) {
        Map<String, String> model = new LinkedHashMap<>();
        model.put("Name", "gelan-t-vtest 1");
        model.put("Held-out AP50", "0.93");
        model.put("Held-out AP", "0.61");
        model.put("Trained on", "vtest.avi, frames 1-600 (one fixed camera: expect little of it elsewhere)");
        model.put("Input", "384 × 384, fp32, onnxruntime-cpu");
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("With Lynceus, as a table", "./lynceus tail --bootstrap 127.0.0.1:19092");
        commands.put(
                "With Kafka's own tool, raw bytes",
                "kafka-console-consumer.sh --bootstrap-server 127.0.0.1:19092 --topic lynceus.detections"
                        + " --from-beginning");
        return new PageFacts(
                cameras,
                model,
                Map.of(0, "person", 1, "car", 2, "truck"),
                "127.0.0.1:19092",
                "lynceus.detections",
                commands);
    }

    /** One frame and its event. */
    void next() {
        Instant now = Instant.now();
        List<Detection> found = new ArrayList<>();
        int walkers = 2 + (int) Math.round(2 * Math.sin(sequence / 60.0));
        for (int i = 0; i < walkers; i++) {
            float x = (float) ((sequence * (0.002 + 0.001 * i) + 0.2 * i) % 0.9);
            found.add(Events.person(x, 0.3f + 0.1f * i, 0.93f - 0.07f * i));
        }
        if (sequence % 100 < 50) {
            found.add(Events.car((sequence % 50) / 60f, 0.1f, 0.71f));
        }
        FrameDetections event = sequence % 97 == 96
                ? Events.undecodable(camera, sequence, now, "the decoder gave no picture: Invalid data found")
                : Events.detected(camera, sequence, now, found);
        sequence++;
        page.onEvent(event);
        page.onFrame(event, width -> street(found));
    }

    private static BufferedImage street(List<Detection> found) {
        BufferedImage image = new BufferedImage(768, 576, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(170, 175, 170), 0, 576, new Color(110, 112, 110)));
        graphics.fillRect(0, 0, 768, 576);
        graphics.setColor(new Color(70, 70, 74));
        for (Detection each : found) {
            int x = Math.round(each.getX1() * 768);
            int y = Math.round(each.getY1() * 576);
            graphics.fillOval(
                    x + 4,
                    y + 4,
                    Math.round((each.getX2() - each.getX1()) * 768) - 8,
                    Math.round((each.getY2() - each.getY1()) * 576) - 8);
        }
        graphics.dispose();
        return image;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> cameras = args.length == 0 ? List.of("vtest") : List.of(args);
        try (LivePage page = open(cameras, 8090)) {
            System.out.println(page.address());
            List<FakeFeed> feeds =
                    cameras.stream().map(camera -> new FakeFeed(page, camera)).toList();
            while (true) {
                Thread.sleep(100); // for eyes: ten pictures a second
                feeds.forEach(FakeFeed::next);
            }
        }
    }
}
