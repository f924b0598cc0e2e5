package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Pixels;
import io.lynceus.vision.pixels.Slot;
import io.lynceus.vision.pixels.SyntheticYuv;
import io.lynceus.vision.pixels.YuvOnCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures from host memory and from the card in one batch, in memory that stands for the card's, by its kernel. */
class MixedBatchTest {
    private static final int SIDE = 96;
    private static final int PLANE = SIDE * SIDE;
    private static final int PICTURE = 3 * PLANE;
    /** Wider than high, higher than wide, and of 10 bits. */
    private static final int[] KINDS = {0, 5, 7};

    private static final int BATCH = KINDS.length;

    private final List<SyntheticYuv> pictures = new ArrayList<>();
    private final ByteBuffer host = ByteBuffer.allocateDirect(BATCH * PICTURE);
    private final byte[] card = new byte[BATCH * PICTURE];
    private final List<Integer> waiting = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void free() {
        pictures.forEach(SyntheticYuv::close);
    }

    @ParameterizedTest
    @EnumSource(names = {"RGB", "BGR255"})
    void everyPlaceHoldsWhatACoreWouldHavePutThere(Pixels pixels) throws Exception {
        assumeTrue(KernelOnCores.canBeMade(), "no /usr/bin/gcc");
        KernelOnCores kernel = new KernelOnCores(folder);
        Places places = new Places(BATCH, new Cores(kernel, pixels));
        for (int place = 0; place < BATCH; place++) {
            SyntheticYuv.Kind kind = SyntheticYuv.kinds().toList().get(KINDS[place]);
            pictures.add(SyntheticYuv.of(kind));
            if (place == 1) {
                byCore(host, place, pixels, kind);
                places.fromHost(place);
            } else {
                YuvOnCard there = pictures.get(place).at(0);
                places.fromCard(place, there, Letterbox.of(there.width(), there.height(), SIDE, SIDE));
            }
        }
        places.bring(BATCH);

        assertThat(waiting).containsExactly(0, 2);
        for (int place = 0; place < BATCH; place++) {
            ByteBuffer wanted = ByteBuffer.allocateDirect(PICTURE);
            byCore(wanted, 0, pixels, SyntheticYuv.kinds().toList().get(KINDS[place]));
            int largest = 0;
            for (int i = 0; i < PICTURE; i++) {
                largest = Math.max(largest, Math.abs((wanted.get(i) & 0xff) - (card[place * PICTURE + i] & 0xff)));
            }
            assertThat(largest).as("place %d", place).isLessThanOrEqualTo(place == 1 ? 0 : 1);
        }
    }

    private static void byCore(ByteBuffer memory, int place, Pixels pixels, SyntheticYuv.Kind kind) {
        try (SyntheticYuv picture = SyntheticYuv.of(kind)) {
            picture.into(new Slot(memory.slice(place * PICTURE, PICTURE), pixels, SIDE, SIDE));
        }
    }

    private final class Cores implements Places.Work {
        private final KernelOnCores kernel;
        private final Pixels pixels;

        Cores(KernelOnCores kernel, Pixels pixels) {
            this.kernel = kernel;
            this.pixels = pixels;
        }

        @Override
        public void letterbox(int place, YuvOnCard picture, Letterbox box) {
            try {
                byte[] redGreenBlue = kernel.planes(pictures.get(place).bytes(), picture, box);
                for (int channel = 0; channel < 3; channel++) {
                    long to = InputOnCard.plane(0, PICTURE, PLANE, pixels, place, channel);
                    System.arraycopy(redGreenBlue, channel * PLANE, card, (int) to, PLANE);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void await(int place) {
            waiting.add(place);
        }

        @Override
        public void copy(int place) {
            host.get(place * PICTURE, card, place * PICTURE, PICTURE);
        }
    }
}
