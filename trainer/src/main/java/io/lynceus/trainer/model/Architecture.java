package io.lynceus.trainer.model;

import io.lynceus.trainer.config.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network as data. The names are those of the paper's repository: yolov9 trains with an auxiliary branch (programmable
 * gradient information), gelan without. Each gelan is its yolov9 without the layers that only the auxiliary head needs.
 * Some published weights have another width of the class branch than the published tables give them: such a network's name
 * ends in that width, gelan-t-w80. Immutable.
 */
public final class Architecture {
    private static final String TRAINED = "yolov9-";
    private static final String DEPLOYED = "gelan-";
    private static final List<String> NAMES = List.of(
            "yolov9-t",
            "yolov9-s",
            "yolov9-m",
            "yolov9-c",
            "yolov9-e",
            "gelan-t",
            "gelan-s",
            "gelan-m",
            "gelan-c",
            "gelan-e");

    private static final Pattern WIDENED = Pattern.compile("(.+)-w([1-9][0-9]{0,3})");

    private final String name;
    private final List<Row> rows;
    private final int labelWidth;

    private Architecture(String name, List<Row> rows, int labelWidth) {
        this.name = name;
        this.rows = rows;
        this.labelWidth = labelWidth;
    }

    /**
     * The architecture of that name.
     *
     * @throws UserError when there is none
     */
    public static Architecture named(String name) {
        Matcher widened = WIDENED.matcher(name);
        if (widened.matches() && NAMES.contains(widened.group(1))) {
            Architecture plain = named(widened.group(1));
            return new Architecture(name, plain.rows, Integer.parseInt(widened.group(2)));
        }
        if (!NAMES.contains(name)) {
            throw new UserError("no architecture named " + name + "; there are " + String.join(", ", NAMES));
        }
        if (name.startsWith(DEPLOYED)) {
            return named(TRAINED + name.substring(DEPLOYED.length())).deployed();
        }
        return new Architecture(name, Table.read(name), 0);
    }

    /** All names, yolov9 before gelan, small before large. */
    public static List<String> names() {
        return NAMES;
    }

    /** For example yolov9-t. */
    public String name() {
        return name;
    }

    /** The same network without its auxiliary branch, layers numbered anew; a gelan is its own deployed form. */
    public Architecture deployed() {
        if (name.startsWith(DEPLOYED)) {
            return this;
        }
        return new Architecture(DEPLOYED + name.substring(TRAINED.length()), Pruning.of(rows), labelWidth);
    }

    /** Number of layers, the detection head included. */
    public int layers() {
        return rows.size();
    }

    /** Least channels of the head's class branch between its convolutions; a branch that reads more has as many as it reads. */
    int labelWidth(int classes) {
        return labelWidth > 0 ? labelWidth : Math.min(2 * classes, 128);
    }

    List<Row> rows() {
        return rows;
    }

    /** Index of the detection head. */
    int head() {
        return rows.size() - 1;
    }

    /** The head's branches, auxiliary first. */
    List<Branch> branches() {
        List<Integer> from = rows.get(head()).from();
        List<Branch> branches = new ArrayList<>();
        boolean dual = from.size() == 6;
        if (dual) {
            branches.add(new Branch(true, from.subList(0, 3), "cv2", "cv3", "dfl"));
        }
        branches.add(
                dual
                        ? new Branch(false, from.subList(3, 6), "cv4", "cv5", "dfl2")
                        : new Branch(false, from, "cv2", "cv3", "dfl"));
        return branches;
    }

    /** The head's branch that detects. */
    Branch main() {
        List<Branch> branches = branches();
        return branches.get(branches.size() - 1);
    }
}
