package io.lynceus.trainer.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.model.RawHeads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;

/**
 * Checks a case's tensors, whose names say what they are:
 * eval_raw_aux_p4, eval_decoded_main_rect96x160, train_raw_main_p3.
 */
public final class ForwardCase {
    /** Boxes are in pixels, of up to several hundred. */
    private static final double NEAR = 1e-3;

    /** Batch statistics magnify rounding. */
    private static final double NEAR_IN_TRAINING = 1e-2;

    private static final Pattern RAW = Pattern.compile("(eval|train)_raw_(aux|main)_p([345])(?:_rect(\\d+)x(\\d+))?");
    private static final Pattern DECODED =
            Pattern.compile("(?:(?:eval|fused)_decoded_(aux|main)|converted_decoded)(?:_rect(\\d+)x(\\d+))?");
    private static final Pattern STORED_IMAGE = Pattern.compile(".*_(\\d+)x3x(\\d+)x(\\d+)");
    private static final int SIDE = 128;
    private static final double CELLS_PER_PIXEL = 1 / 64.0 + 1 / 256.0 + 1 / 1024.0;

    /** A network with its inputs. */
    public interface Maps {
        /** The raw maps of both branches, from batch statistics; changes the running ones. */
        RawHeads train(String image, int batch, int height, int width);

        /** The raw maps of one branch, from running statistics. */
        List<Tensor> evaluate(String image, int batch, int height, int width, boolean auxiliary);

        Tensor decoded(List<Tensor> maps);

        double[] values(Tensor tensor);
    }

    private final Fixture one;
    private final String image;
    private final Maps maps;
    private final Map<String, RawHeads> trained = new HashMap<>();
    private final Map<String, List<Tensor>> evaluated = new HashMap<>();

    /** @param image the name that the input is made of */
    public ForwardCase(Fixture one, String image, Maps maps) {
        this.one = one;
        this.image = image;
        this.maps = maps;
    }

    /** Whether the tensor comes of training, which changes the network's statistics. */
    public boolean trains(String tensor) {
        return tensor.startsWith("train_");
    }

    public void check(String tensor) {
        Matcher raw = RAW.matcher(tensor);
        Matcher decoded = DECODED.matcher(tensor);
        double[] values;
        if (raw.matches()) {
            int level = Integer.parseInt(raw.group(3));
            int height = one.size(tensor, 2) << level;
            int width = one.size(tensor, 3) << level;
            boolean auxiliary = raw.group(2).equals("aux");
            values =
                    maps.values(raw(one.size(tensor, 0), height, width, trains(tensor), auxiliary, raw.group(4) != null)
                            .get(level - 3));
        } else {
            assertThat(decoded.matches())
                    .as("%s: a tensor that this test knows: %s", one, tensor)
                    .isTrue();
            int batch = one.size(tensor, 0);
            int[] size = decoded.group(2) != null
                    ? new int[] {Integer.parseInt(decoded.group(2)), Integer.parseInt(decoded.group(3))}
                    : size(batch, one.size(tensor, 2));
            boolean auxiliary = "aux".equals(decoded.group(1));
            values =
                    maps.values(maps.decoded(raw(batch, size[0], size[1], false, auxiliary, decoded.group(2) != null)));
        }
        assertThat(one.largestDifference(tensor, values))
                .as("%s: largest difference in %s", one, tensor)
                .isLessThan(trains(tensor) ? NEAR_IN_TRAINING : NEAR);
    }

    private List<Tensor> raw(int batch, int height, int width, boolean training, boolean auxiliary, boolean rect) {
        String name = rect ? image + "_rect" : image;
        if (training) {
            // One pass gives both branches' maps, and a second one would change the statistics again.
            RawHeads heads = trained.computeIfAbsent(
                    batch + "x" + height + "x" + width, key -> maps.train(name, batch, height, width));
            return auxiliary ? heads.aux() : heads.main();
        }
        return evaluated.computeIfAbsent(
                name + " " + batch + "x" + height + "x" + width + auxiliary,
                key -> maps.evaluate(name, batch, height, width, auxiliary));
    }

    /** Height and width of the input that gives so many anchors: a map of the same case tells, or the stored inputs. */
    private int[] size(int batch, int anchors) {
        for (String other : one.tensors()) {
            Matcher raw = RAW.matcher(other);
            if (raw.matches() && raw.group(4) == null && one.size(other, 0) == batch) {
                int level = Integer.parseInt(raw.group(3));
                return new int[] {one.size(other, 2) << level, one.size(other, 3) << level};
            }
        }
        Path inputs = one.folder().resolveSibling("input");
        if (Files.exists(inputs.resolve("manifest.json"))) {
            for (String input : Fixture.read(inputs).tensors()) {
                Matcher stored = STORED_IMAGE.matcher(input);
                if (stored.matches() && Integer.parseInt(stored.group(1)) == batch) {
                    int height = Integer.parseInt(stored.group(2));
                    int width = Integer.parseInt(stored.group(3));
                    if (height * width * CELLS_PER_PIXEL == anchors) {
                        return new int[] {height, width};
                    }
                }
            }
        }
        return new int[] {SIDE, SIDE};
    }
}
