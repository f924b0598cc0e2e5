package io.lynceus.processor.streams;

import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.PacketSideData;
import io.lynceus.schemas.avro.PacketSideDataKind;
import io.lynceus.schemas.avro.StreamColour;
import io.lynceus.schemas.avro.StreamParameters;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Damages streams of packets in every way that we could think of; the same for the same seed. */
final class Mutations {
    private static final List<String> CODECS =
            List.of("h264", "hevc", "mpeg4", "mjpeg", "vp8", "vp9", "av1", "h263", "rawvideo", "qtrle", "betamax", "");

    private static final List<String> PIXELS = List.of("yuv420p", "pal8", "gray16le", "rgb24", "yuva444p10le", "none");

    private final Random random;
    private final List<EncodedPacket> strangers;

    /** @param strangers packets of other codecs, whose bytes are put into packets now and then */
    Mutations(long seed, List<EncodedPacket> strangers) {
        this.random = new Random(seed);
        this.strangers = strangers;
    }

    /** The packets, three of four damaged, some twice, some in another order. */
    List<EncodedPacket> of(List<EncodedPacket> packets) {
        List<EncodedPacket> mutated = new ArrayList<>();
        for (EncodedPacket packet : packets) {
            mutated.add(random.nextInt(4) == 0 ? packet : mutate(packet));
            if (random.nextInt(20) == 0) {
                mutated.add(mutated.get(random.nextInt(mutated.size())));
            }
            if (random.nextInt(20) == 0) {
                mutated.add(random.nextInt(mutated.size()), mutated.remove(mutated.size() - 1));
            }
        }
        return mutated;
    }

    /** A damaged copy. */
    byte[] of(byte[] record) {
        return bytes(damaged(ByteBuffer.wrap(record)));
    }

    private EncodedPacket mutate(EncodedPacket packet) {
        EncodedPacket.Builder builder = EncodedPacket.newBuilder(packet);
        switch (random.nextInt(14)) {
            case 0 -> builder.setKeyframe(!packet.getKeyframe());
            case 1 -> builder.setCodec(CODECS.get(random.nextInt(CODECS.size())));
            case 2 -> builder.setWidth(any(16384)).setHeight(any(16384)).setKeyframe(true);
            case 3 -> builder.setExtradata(damaged(packet.getExtradata())).setKeyframe(true);
            case 4 -> builder.setPts(random.nextLong()).setDts(random.nextBoolean() ? null : random.nextLong());
            case 5 ->
                builder.setData(strangers
                        .get(random.nextInt(strangers.size()))
                        .getData()
                        .duplicate());
            case 6 -> builder.setParameters(mutate(packet.getParameters())).setKeyframe(true);
            case 7 -> builder.setDiscard(random.nextBoolean()).setSideData(sideData());
            default -> builder.setData(damaged(packet.getData()));
        }
        return builder.build();
    }

    private StreamParameters mutate(@Nullable StreamParameters given) {
        StreamParameters.Builder builder =
                given == null ? StreamParameters.newBuilder() : StreamParameters.newBuilder(given);
        switch (random.nextInt(7)) {
            case 0 -> builder.setCodecTag(any(16384));
            case 1 -> builder.setPixelFormat(PIXELS.get(random.nextInt(PIXELS.size())));
            case 2 -> builder.setBitsPerCodedSample(any(64));
            case 3 -> builder.setVideoDelay(any(20)).setFieldOrder(any(6));
            case 4 -> builder.setProfile(any(200)).setLevel(any(200));
            case 5 -> builder.setColour(new StreamColour(any(2), any(20), any(20), any(20), any(7)));
            default -> builder.setSideData(sideData());
        }
        return builder.build();
    }

    private List<PacketSideData> sideData() {
        return Arrays.stream(PacketSideDataKind.values())
                .map(kind -> new PacketSideData(
                        kind, damaged(ByteBuffer.allocate(List.of(16, 36, 1024).get(random.nextInt(3))))))
                .toList();
    }

    private int any(int most) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt();
            case 1 -> 0;
            default -> random.nextInt(most + 1);
        };
    }

    /** Flips bits, cuts, fills a stretch with noise, or puts a stretch somewhere else. */
    private ByteBuffer damaged(@Nullable ByteBuffer given) {
        byte[] bytes = bytes(given);
        int from = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(bytes.length - from);
        switch (random.nextInt(4)) {
            case 0 -> {
                for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> bytes = Arrays.copyOf(bytes, from);
            case 2 -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, from, length);
            }
            default -> System.arraycopy(bytes.clone(), from, bytes, random.nextInt(bytes.length - length + 1), length);
        }
        return ByteBuffer.wrap(bytes);
    }

    private static byte[] bytes(@Nullable ByteBuffer given) {
        if (given == null || !given.hasRemaining()) {
            return new byte[] {1, 2, 3};
        }
        byte[] bytes = new byte[given.remaining()];
        given.duplicate().get(bytes);
        return bytes;
    }
}
