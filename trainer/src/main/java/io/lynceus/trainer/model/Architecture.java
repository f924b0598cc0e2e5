package io.lynceus.trainer.model;

import io.lynceus.trainer.config.UserError;
import java.util.List;

/** A network as data. The names are those of the paper's repository: yolov9 trains with an auxiliary branch, gelan without. */
public final class Architecture {
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

    private Architecture(String name) {
        this.name = name;
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
        return new Architecture(name);
    }

    /** All names, yolov9 before gelan, small before large. */
    public static List<String> names() {
        return NAMES;
    }

    /** For example yolov9-t. */
    public String name() {
        return name;
    }
}
