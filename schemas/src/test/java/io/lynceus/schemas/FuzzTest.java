package io.lynceus.schemas;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.lynceus.schemas.avro.FrameDetections;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes, the deserialiser gives a record or a SerializationException; never another error, and never out
 * of memory.
 */
class FuzzTest {
    private static final int HEADER = 10;
    private static final int ROUNDS = 20_000;

    private final Random random = new Random(4);

    @Test
    void mutatedPackets() {
        mutate(new EncodedPacketSerde(), Records.packet(new byte[200]));
    }

    @Test
    void mutatedEvents() {
        mutate(new FrameDetectionsSerde(), Records.event());
    }

    @Test
    void mutatedStatus() {
        mutate(new CameraStatusSerde(), Records.status());
    }

    @Test
    void mutatedJson() {
        byte[] good = Objects.requireNonNull(
                new JsonSerializer<FrameDetections>(FrameDetections.getClassSchema()).serialize("t", Records.event()));
        Serde<FrameDetections> serde = new FrameDetectionsSerde();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int changes = random.nextInt(4); changes >= 0 && bytes.length > 1; changes--) {
                bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt(128);
            }
            read(serde, bytes);
        }
    }

    @Test
    void randomBytesBehindAGoodHeader() {
        Serde<?> serde = new FrameDetectionsSerde();
        byte[] good =
                Objects.requireNonNull(new FrameDetectionsSerde().serializer().serialize("t", Records.event()));
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[HEADER + random.nextInt(300)];
            random.nextBytes(bytes);
            System.arraycopy(good, 0, bytes, 0, HEADER);
            read(serde, bytes);
        }
    }

    @Test
    void randomBytes() {
        Serde<?> serde = new EncodedPacketSerde();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            read(serde, bytes);
        }
    }

    private <T extends SpecificRecord> void mutate(Serde<T> serde, T value) {
        byte[] good = Objects.requireNonNull(serde.serializer().serialize("t", value));
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int changes = random.nextInt(4); changes >= 0 && bytes.length > HEADER; changes--) {
                bytes[HEADER + random.nextInt(bytes.length - HEADER)] = (byte) random.nextInt();
            }
            read(serde, bytes);
        }
    }

    private static void read(Serde<?> serde, byte[] bytes) {
        assertThatCode(() -> {
                    try {
                        serde.deserializer().deserialize("t", bytes);
                    } catch (SerializationException expected) {
                        // The one allowed way to fail.
                    }
                })
                .doesNotThrowAnyException();
    }
}
