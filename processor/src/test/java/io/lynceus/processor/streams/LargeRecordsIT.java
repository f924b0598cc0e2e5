package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Capture;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.kafka.RecordSizes;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.schemas.avro.FrameDetections;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 4K, as noisy as a camera at night: every picture is a record of megabytes. */
class LargeRecordsIT {
    private static final int WIDTH = 3840;
    private static final int HEIGHT = 2160;
    private static final int FRAMES = 6;

    @TempDir
    Path folder;

    @Test
    void keyframesOfMegabytesPassFromTheCameraToTheEvents() throws IOException {
        Path clip = folder.resolve("night.mjpeg");
        Files.write(clip, pictures());
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            Broker connection = broker.connection();
            try (TopicSetup topics = TopicSetup.open(connection)) {
                topics.create(new TopicLayout(1, 1, RecordSizes.LARGEST));
            }
            List<FrameDetections> events = new ArrayList<>();
            try (DetectionService service = DetectionService.start(
                            new DetectionSettings(connection, "large", 1, folder.resolve("state")),
                            new FakeDetector(),
                            FrameListener.NONE);
                    EventReader reader = EventReader.open(connection, true);
                    KafkaPacketSink sink = KafkaPacketSink.open(connection);
                    Capture capture = Capture.start(
                            new Camera("night", clip.toString()),
                            new CaptureOptions(true, 1),
                            sink,
                            Clock.systemUTC())) {
                assertThat(capture.await(Duration.ofMinutes(5))).isTrue();
                while (events.size() < FRAMES) {
                    events.addAll(reader.poll(Duration.ofMillis(500)));
                    service.check();
                }
            }
            List<ConsumerRecord<byte[], byte[]>> stored =
                    Stored.read(connection, TopicNames.DEFAULT.packets(), FRAMES + 1);
            assertThat(stored.subList(0, FRAMES)).allMatch(packet -> packet.value().length > 2 << 20);
            assertThat(events).allMatch(event -> event.getWidth() == WIDTH && event.getHeight() == HEIGHT);
            try (Ledger ledger = Ledger.open(connection)) {
                CameraLedger line = ledger.catchUp().get(0);
                assertThat(line.captured()).isEqualTo(FRAMES);
                assertThat(line.balanced()).isTrue();
                assertThat(line.dropped()).isZero();
                assertThat(line.byStatus()).containsOnlyKeys("DETECTED");
            }
        }
    }

    private static byte[] pictures() throws IOException {
        ByteArrayOutputStream jpegs = new ByteArrayOutputStream();
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(4);
        for (int i = 0; i < FRAMES; i++) {
            random.nextBytes(((DataBufferByte) picture.getRaster().getDataBuffer()).getData());
            ImageIO.write(picture, "jpeg", jpegs);
        }
        return jpegs.toByteArray();
    }
}
