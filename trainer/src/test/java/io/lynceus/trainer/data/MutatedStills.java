package io.lynceus.trainer.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Reads a picture with bytes of it changed, many times over, in a process of its own that may crash. */
final class MutatedStills {
    private static final int[] EDGES = {0, 1, 0x7f, 0x80, 0xff};

    private MutatedStills() {}

    /** The whole file, a folder to write in, the first seed and how many; each seed is said before it is tried. */
    public static void main(String[] arguments) throws IOException {
        byte[] whole = Files.readAllBytes(Path.of(arguments[0]));
        Path changed = Path.of(arguments[1]).resolve("changed.heic");
        int from = Integer.parseInt(arguments[2]);
        for (int seed = from; seed < from + Integer.parseInt(arguments[3]); seed++) {
            System.out.println(seed);
            try {
                PictureReader.decode(Files.write(changed, changed(whole, seed)), frame -> frame.width());
            } catch (IOException e) {
                // refused, as it should be
            }
        }
        System.out.println("end");
    }

    /** The same for the same seed. Boxes lie at the front, so most changes do too. */
    static byte[] changed(byte[] whole, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = whole.clone();
        int end = random.nextInt(4) == 0 ? bytes.length : Math.min(bytes.length, 600);
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            int at = random.nextInt(end - 4);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) EDGES[random.nextInt(EDGES.length)];
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> ByteBuffer.wrap(bytes).putInt(at, random.nextInt(3) - 1);
                default -> bytes[at] = (byte) random.nextInt(256);
            }
        }
        return bytes;
    }
}
