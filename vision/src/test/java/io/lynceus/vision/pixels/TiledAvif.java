package io.lynceus.vision.pixels;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An AVIF whose picture is made of two others, as phones store theirs (ISO/IEC 23008-12). */
public final class TiledAvif {
    private static final int GRID = 3;
    /** Property numbers from 1. */
    private static final int CODEC = 1;

    private static final int TILE_SIZE = 2;
    private static final int SIZE = 3;
    private static final int ROTATION = 4;

    private TiledAvif() {}

    /**
     * The file, with both side by side.
     *
     * @param tile width and height of each in pixels
     * @param width of the whole that is shown
     * @param quarters to turn it by, anticlockwise
     */
    public static byte[] of(byte[] left, byte[] right, int tile, int width, int quarters) {
        byte[] plan = bytes(0, 0, 0, 1, width >> 8, width & 255, tile >> 8, tile & 255);
        return of("grid", plan, left, right, tile, width, quarters);
    }

    /**
     * The file, with both on a canvas: the second so far to the right.
     *
     * @param tile width and height of each in pixels; the canvas is as high
     */
    public static byte[] overlaid(byte[] left, byte[] right, int tile, int width, int second) {
        byte[] plan = join(
                new byte[10],
                bytes(width >> 8, width & 255, tile >> 8, tile & 255),
                bytes(0, 0, 0, 0, second >> 8, second & 255, 0, 0));
        return of("iovl", plan, left, right, tile, width, 0);
    }

    private static byte[] of(String kind, byte[] plan, byte[] left, byte[] right, int tile, int width, int quarters) {
        byte[] start = box("ftyp", text("avif"), number(0), text("avifmif1miaf"));
        byte[][] items = {content(left, "mdat"), content(right, "mdat"), plan};
        byte[] codec = content(left, "av1C");
        int meta = meta(kind, items, 0, codec, tile, width, quarters).length;
        byte[] places = meta(kind, items, start.length + meta + 8, codec, tile, width, quarters);
        return join(start, places, box("mdat", join(items)));
    }

    private static byte[] meta(
            String whole, byte[][] items, int from, byte[] codec, int tile, int width, int quarters) {
        ByteArrayOutputStream places = new ByteArrayOutputStream();
        ByteArrayOutputStream infos = new ByteArrayOutputStream();
        int at = from;
        for (int i = 0; i < items.length; i++) {
            places.writeBytes(bytes(0, i + 1, 0, 0, 0, 1));
            places.writeBytes(join(number(at), number(items[i].length)));
            at += items[i].length;
            String kind = i + 1 == GRID ? whole : "av01";
            infos.writeBytes(box("infe", number(2 << 24), bytes(0, i + 1, 0, 0), text(kind), bytes(0)));
        }
        byte[] properties = box(
                "ipco",
                box("av1C", codec),
                box("ispe", number(0), number(tile), number(tile)),
                box("ispe", number(0), number(width), number(tile)),
                box("irot", bytes(quarters)));
        byte[] owners = box(
                "ipma",
                number(0),
                number(GRID),
                bytes(0, 1, 2, 0x80 | CODEC, TILE_SIZE),
                bytes(0, 2, 2, 0x80 | CODEC, TILE_SIZE),
                bytes(0, GRID, 2, SIZE, 0x80 | ROTATION));
        return box(
                "meta",
                number(0),
                box("hdlr", number(0), number(0), text("pict"), new byte[12], bytes(0)),
                box("pitm", number(0), bytes(0, GRID)),
                box("iloc", number(0), bytes(0x44, 0, 0, items.length), places.toByteArray()),
                box("iinf", number(0), bytes(0, items.length), infos.toByteArray()),
                box("iref", number(0), box("dimg", bytes(0, GRID, 0, 2, 0, 1, 0, 2))),
                box("iprp", properties, owners));
    }

    /** Of the first box of that name, wherever it lies. */
    private static byte[] content(byte[] file, String name) {
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf(name);
        byte[] content = new byte[ByteBuffer.wrap(file).getInt(at - 4) - 8];
        System.arraycopy(file, at + 4, content, 0, content.length);
        return content;
    }

    private static byte[] box(String name, byte[]... parts) {
        byte[] content = join(parts);
        return join(number(content.length + 8), text(name), content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
