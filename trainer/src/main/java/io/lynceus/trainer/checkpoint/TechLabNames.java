package io.lynceus.trainer.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tensor names of MultimediaTechLab/YOLO beside those of the authors' code. Both have the same networks. There the
 * layers are numbered backbone, neck, head, auxiliary branch: 22 is the head, what is above it the auxiliary branch.
 */
final class TechLabNames {
    /** A layer's number and what is below it. */
    static final Pattern LAYER = Pattern.compile("(\\d{1,3})\\.(.+)");

    private static final Pattern HEAD = Pattern.compile("heads\\.(\\d)\\.(anchor_conv|class_conv|anc2vec)\\.(.+)");

    /** RepConv, whose two kernels are called conv1 and conv2 in both codes. */
    private static final Pattern KERNELS = Pattern.compile("(.+\\.bottleneck\\.\\d+\\.conv1\\.)(.+)");

    private static final int MAIN_HEAD = 22;

    /** The last layer of T and S; M and C have no reversible branch of their own there, and eight layers more. */
    private static final int SMALL = 30;

    private final int last;

    private TechLabNames(int last) {
        this.last = last;
    }

    /** The tensors by the authors' names. Without heads of that code they have those already, but for the prefix. */
    static Map<String, StoredTensor> official(Map<String, StoredTensor> layers) {
        int last = -1;
        boolean theirs = false;
        for (String name : layers.keySet()) {
            Matcher layer = LAYER.matcher(name);
            if (layer.matches()) {
                last = Math.max(last, Integer.parseInt(layer.group(1)));
                theirs |= HEAD.matcher(layer.group(2)).matches();
            }
        }
        TechLabNames names = new TechLabNames(last);
        Map<String, StoredTensor> official = new LinkedHashMap<>();
        for (Map.Entry<String, StoredTensor> entry : layers.entrySet()) {
            String name = theirs ? names.official(entry.getKey()) : "model." + entry.getKey();
            official.putIfAbsent(name, theirs ? flat(name, entry.getValue()) : entry.getValue());
        }
        return official;
    }

    /** The authors' name of a tensor. The three projections of a head, one a level, have the same. */
    private String official(String name) {
        Matcher layer = LAYER.matcher(name);
        if (!layer.matches()) {
            return name;
        }
        int number = Integer.parseInt(layer.group(1));
        Matcher head = HEAD.matcher(layer.group(2));
        String prefix = "model." + layer(number) + ".";
        if (head.matches()) {
            boolean second = number == MAIN_HEAD && last > MAIN_HEAD;
            return prefix
                    + switch (head.group(2)) {
                        case "anchor_conv" -> (second ? "cv4." : "cv2.") + head.group(1) + "." + head.group(3);
                        case "class_conv" -> (second ? "cv5." : "cv3.") + head.group(1) + "." + head.group(3);
                        default -> second ? "dfl2.conv.weight" : "dfl.conv.weight";
                    };
        }
        Matcher kernels = KERNELS.matcher(layer.group(2));
        return kernels.matches()
                ? prefix + blocks(kernels.group(1)) + kernels.group(2)
                : prefix + blocks(layer.group(2));
    }

    private int layer(int number) {
        if (last <= MAIN_HEAD) {
            return number;
        }
        boolean small = last <= SMALL;
        if (number == MAIN_HEAD || number == last) {
            return small ? last - 1 : last;
        }
        if (number < MAIN_HEAD) {
            return small ? number : number + 1;
        }
        return small ? number - 1 : number;
    }

    /** AConv's only convolution has no number there. */
    private static String blocks(String path) {
        return path.replaceFirst("^conv\\.(conv|bn)\\.", "cv1.$1.")
                .replaceAll("(^|\\.)conv(\\d)\\.", "$1cv$2.")
                .replace("bottleneck.", "m.");
    }

    /** A head's projection has one dimension more there. */
    private static StoredTensor flat(String name, StoredTensor tensor) {
        List<Long> shape = tensor.shape();
        boolean projection = name.contains(".dfl") && shape.size() == 5 && shape.get(4) == 1;
        return projection
                ? new StoredTensor(
                        tensor.storage(),
                        tensor.offset(),
                        shape.subList(0, 4),
                        tensor.strides().subList(0, 4))
                : tensor;
    }
}
