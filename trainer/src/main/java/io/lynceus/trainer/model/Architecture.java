package io.lynceus.trainer.model;

import io.lynceus.trainer.config.UserError;
import java.util.ArrayList;
import java.util.List;

/**
 * A network as data. The names are those of the paper's repository: yolov9 trains with an auxiliary branch (programmable
 * gradient information), gelan without. Each gelan is its yolov9 without the layers that only the auxiliary head needs.
 * Immutable.
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

    private final String name;
    private final List<Row> rows;

    private Architecture(String name, List<Row> rows) {
        this.name = name;
        this.rows = rows;
    }

    /**
     * The architecture of that name.
     *
     * @throws UserError when there is none
     */
    public static Architecture named(String name) {
        if (!NAMES.contains(name)) {
            throw new UserError("no architecture named " + name + "; there are " + String.join(", ", NAMES));
        }
        if (name.startsWith(DEPLOYED)) {
            return named(TRAINED + name.substring(DEPLOYED.length())).deployed();
        }
        return new Architecture(name, Table.read(name));
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
        return new Architecture(DEPLOYED + name.substring(TRAINED.length()), Pruning.of(rows));
    }

    /** Number of layers, the detection head included. */
    public int layers() {
        return rows.size();
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
