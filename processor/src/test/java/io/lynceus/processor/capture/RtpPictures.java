package io.lynceus.processor.capture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * Pictures as RTP carries them, in the order in which they are sent.
 *
 * @param payloadType of RTP
 * @param attributes of the media in SDP
 * @param pictures each as its payloads, which never exceed a small packet
 * @param shown when each is shown among them, from 0
 */
record RtpPictures(int payloadType, String attributes, List<List<byte[]>> pictures, List<Integer> shown) {
    private static final int MOST_BYTES = 300;
    private static final int DYNAMIC = 96;
    private static final int JPEG = 26;

    /** There are none. */
    static RtpPictures none() {
        return new RtpPictures(DYNAMIC, "", List.of(), List.of());
    }

    /** Of an H.264 clip in MP4 (RFC 6184). */
    static RtpPictures h264(Path clip) {
        List<Packet> packets = read(clip);
        ByteBuffer avcc = extradata(packets).position(5);
        List<byte[]> sets = new ArrayList<>();
        for (int kind = 0; kind < 2; kind++) {
            for (int left = avcc.get() & 31; left > 0; left--) {
                sets.add(bytes(avcc, avcc.getShort()));
            }
        }
        Base64.Encoder base64 = Base64.getEncoder();
        String attributes = "a=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1;sprop-parameter-sets="
                + String.join(",", sets.stream().map(base64::encodeToString).toList());
        return of(attributes, packets, packet -> units(packet, sets, RtpPictures::h264Payloads));
    }

    /** Of an H.265 clip in MP4 (RFC 7798). */
    static RtpPictures hevc(Path clip) {
        List<Packet> packets = read(clip);
        ByteBuffer hvcc = extradata(packets).position(22);
        List<byte[]> sets = new ArrayList<>();
        for (int arrays = hvcc.get(); arrays > 0; arrays--) {
            hvcc.get();
            for (int left = hvcc.getShort(); left > 0; left--) {
                sets.add(bytes(hvcc, hvcc.getShort()));
            }
        }
        return of("a=rtpmap:96 H265/90000", packets, packet -> units(packet, sets, RtpPictures::hevcPayloads));
    }

    /** Of an MPEG-4 clip (RFC 6416). */
    static RtpPictures mpeg4(Path clip) {
        List<Packet> packets = read(clip);
        String config = HexFormat.of().formatHex(extradata(packets).array());
        return of(
                "a=rtpmap:96 MP4V-ES/90000\r\na=fmtp:96 profile-level-id=1;config=" + config,
                packets,
                RtpPictures::parts);
    }

    /** Of a VP8 clip (RFC 7741). */
    static RtpPictures vp8(Path clip) {
        return of("a=rtpmap:96 VP8/90000", read(clip), packet -> {
            List<byte[]> parts = parts(packet);
            for (int i = 0; i < parts.size(); i++) {
                byte[] part = parts.get(i);
                ByteBuffer described = ByteBuffer.allocate(1 + part.length).put((byte) (i == 0 ? 0x10 : 0));
                parts.set(i, described.put(part).array());
            }
            return parts;
        });
    }

    /** The first picture over and over, so that none is out of order. */
    RtpPictures keyframeAlone() {
        return new RtpPictures(payloadType, attributes, pictures.subList(0, 1), List.of(0));
    }

    /** One picture as JPEG (RFC 2435). */
    static RtpPictures jpeg() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR), "jpg", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteBuffer jpeg = ByteBuffer.wrap(file.toByteArray()).position(2);
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        int marker = jpeg.getShort() & 0xff;
        while (marker != 0xda) {
            int length = jpeg.getShort() - 2;
            ByteBuffer segment = ByteBuffer.wrap(bytes(jpeg, length));
            while (marker == 0xdb && segment.hasRemaining()) {
                segment.get();
                tables.writeBytes(bytes(segment, 64));
            }
            marker = jpeg.getShort() & 0xff;
        }
        bytes(jpeg, jpeg.getShort() - 2);
        byte[] scan = bytes(jpeg, jpeg.remaining() - 2);
        List<byte[]> payloads = new ArrayList<>();
        for (int at = 0; at < scan.length; at += MOST_BYTES) {
            byte[] part = Arrays.copyOfRange(scan, at, Math.min(scan.length, at + MOST_BYTES));
            ByteBuffer payload =
                    ByteBuffer.allocate(1_000).putInt(at).put((byte) 1).put((byte) 255);
            payload.put((byte) (64 / 8)).put((byte) (48 / 8));
            if (at == 0) {
                payload.putShort((short) 0).putShort((short) tables.size()).put(tables.toByteArray());
            }
            payloads.add(bytes(payload.put(part).flip(), payload.limit()));
        }
        return new RtpPictures(JPEG, "a=framerate:25", List.of(payloads), List.of(0));
    }

    private interface Payloads {
        List<byte[]> of(byte[] unit);
    }

    private interface Picture {
        List<byte[]> of(Packet packet);
    }

    private static List<byte[]> parts(Packet packet) {
        byte[] data = packet.data();
        List<byte[]> parts = new ArrayList<>();
        for (int at = 0; at < data.length; at += MOST_BYTES) {
            parts.add(Arrays.copyOfRange(data, at, Math.min(data.length, at + MOST_BYTES)));
        }
        return parts;
    }

    private static List<byte[]> units(Packet packet, List<byte[]> sets, Payloads payloads) {
        List<byte[]> picture = new ArrayList<>();
        if (packet.keyframe()) {
            sets.forEach(set -> picture.addAll(payloads.of(set)));
        }
        ByteBuffer data = ByteBuffer.wrap(packet.data());
        while (data.hasRemaining()) {
            picture.addAll(payloads.of(bytes(data, data.getInt())));
        }
        return picture;
    }

    private static RtpPictures of(String attributes, List<Packet> packets, Picture picture) {
        List<List<byte[]>> pictures = packets.stream().map(picture::of).toList();
        List<Long> sorted = packets.stream().map(Packet::pts).sorted().toList();
        List<Integer> shown =
                packets.stream().map(packet -> sorted.indexOf(packet.pts())).toList();
        return new RtpPictures(DYNAMIC, attributes, pictures, shown);
    }

    private static List<byte[]> h264Payloads(byte[] unit) {
        byte indicator = (byte) (unit[0] & 0xe0 | 28);
        return fragments(unit, 1, (header, first) -> header.put(indicator).put((byte) (unit[0] & 31 | first)));
    }

    private static List<byte[]> hevcPayloads(byte[] unit) {
        byte type = (byte) (unit[0] >> 1 & 63);
        byte indicator = (byte) (unit[0] & 0x81 | 49 << 1);
        return fragments(
                unit, 2, (header, first) -> header.put(indicator).put(unit[1]).put((byte) (type | first)));
    }

    private interface Header {
        void put(ByteBuffer to, int flags);
    }

    private static List<byte[]> fragments(byte[] unit, int skipped, Header header) {
        if (unit.length <= MOST_BYTES) {
            return List.of(unit);
        }
        List<byte[]> fragments = new ArrayList<>();
        for (int at = skipped; at < unit.length; at += MOST_BYTES) {
            int end = Math.min(unit.length, at + MOST_BYTES);
            ByteBuffer fragment = ByteBuffer.allocate(MOST_BYTES + 3);
            header.put(fragment, at == skipped ? 0x80 : end == unit.length ? 0x40 : 0);
            fragment.put(unit, at, end - at).flip();
            fragments.add(bytes(fragment, fragment.limit()));
        }
        return fragments;
    }

    private static List<Packet> read(Path clip) {
        List<Packet> packets = new ArrayList<>();
        try (PacketReader reader = PacketReader.open(clip.toString(), Duration.ofSeconds(10))) {
            for (Packet packet = reader.read(); packet != null; packet = reader.read()) {
                packets.add(packet);
            }
        }
        return packets;
    }

    private static ByteBuffer extradata(List<Packet> packets) {
        return ByteBuffer.wrap(Objects.requireNonNull(packets.get(0).format().extradata()));
    }

    private static byte[] bytes(ByteBuffer from, int count) {
        byte[] bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }
}
