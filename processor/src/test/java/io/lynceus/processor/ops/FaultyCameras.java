package io.lynceus.processor.ops;

import com.sun.net.httpserver.HttpServer;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Cameras that each have one fault. Over HTTP: {@code /locked} refuses us, {@code /lame} takes a second for each
 * picture. In the packets topic, twice a second: {@code broken} sends what is no picture, {@code late} what was
 * captured an hour ago, {@code holes} leaves every other packet out; and a record that is no packet.
 */
final class FaultyCameras implements AutoCloseable {
    private static final byte[] PICTURE = picture();

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final HttpServer http;
    private final KafkaPacketSink sink;
    private final Producer<String, String> producer;
    private final String topic;
    private long sequence;

    FaultyCameras(Broker broker) throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/locked", exchange -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"camera\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        http.createContext(
                "/lame",
                exchange -> clock.schedule(
                        () -> {
                            exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
                            exchange.sendResponseHeaders(200, PICTURE.length);
                            exchange.getResponseBody().write(PICTURE);
                            exchange.close();
                            return true;
                        },
                        1,
                        TimeUnit.SECONDS));
        http.start();
        sink = KafkaPacketSink.open(broker);
        producer = broker.producer(Map.of(), new StringSerializer());
        topic = broker.topics().packets();
        clock.scheduleAtFixedRate(this::send, 0, 500, TimeUnit.MILLISECONDS);
    }

    String url(String path) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + path;
    }

    private void send() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        sink.send(packet("broken", sequence, now, new byte[] {1, 2, 3}));
        sink.send(packet("late", sequence, now.minus(Duration.ofHours(1)), PICTURE));
        sink.send(packet("holes", 2 * sequence, now, PICTURE));
        producer.send(new ProducerRecord<>(topic, "junk", "no packet"));
        sequence++;
    }

    private static EncodedPacket packet(String camera, long number, Instant time, byte[] data) {
        return EncodedPacket.newBuilder()
                .setCamera(camera)
                .setEpoch(1)
                .setSequence(number)
                .setCodec("mjpeg")
                .setKeyframe(true)
                .setWidth(64)
                .setHeight(48)
                .setPts(number)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(2)
                .setCaptureTime(time)
                .setCaptureTimeSource(CaptureTimeSource.FILE)
                .setIngestTime(time)
                .setData(ByteBuffer.wrap(data))
                .build();
    }

    private static byte[] picture() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        http.stop(0);
        producer.close();
        sink.close();
    }
}
