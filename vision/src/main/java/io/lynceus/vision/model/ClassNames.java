package io.lynceus.vision.model;

import io.lynceus.vision.UserError;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The names of a model's classes. Any thread. */
public final class ClassNames {
    private ClassNames() {}

    /**
     * Names for {@code classes} classes: those given if there are any, else those in the model's metadata, else class0,
     * class1, ...
     *
     * @param given in place of the model's own; empty for those
     * @param classes 0 when the model does not say how many it has
     * @param metadata the model's {@code names}, as exporters write it; null when there is none
     * @param model for messages
     * @throws UserError when there is another number of names, or they cannot be read
     */
    public static List<String> resolve(List<String> given, @Nullable String metadata, int classes, String model) {
        List<String> names = given;
        String found = given.size() + " names were given";
        if (given.isEmpty()) {
            if (metadata == null) {
                return IntStream.range(0, classes).mapToObj(ClassNames::number).toList();
            }
            names = read(metadata, model);
            found = "its metadata names " + names.size() + ": give their names with --names FILE";
        }
        if (names.size() != classes && classes > 0) {
            throw new UserError("the model " + model + " has " + classes + " classes, but " + found);
        }
        return names;
    }

    /**
     * How many classes are named, by whoever {@link #resolve} asks; 0 when nobody names them.
     *
     * @throws UserError when the model's own names cannot be read
     */
    public static int count(List<String> given, @Nullable String metadata, String model) {
        return given.isEmpty() && metadata != null ? read(metadata, model).size() : given.size();
    }

    /** The name of a class; made up of its number where it has none. */
    public static String of(List<String> names, int classId) {
        return classId < names.size() ? names.get(classId) : number(classId);
    }

    private static String number(int classId) {
        return "class" + classId;
    }

    /**
     * A Python dict {0: 'person'} or list ['person'] as exporters write it.
     *
     * @param model for messages
     * @throws UserError when it is neither, or a class id is left out
     */
    public static List<String> read(String metadata, String model) {
        Object value;
        try {
            value = PythonLiteral.read(metadata);
        } catch (IllegalArgumentException e) {
            throw unreadable(model, "wanted {0: 'person', 1: 'car'}; " + e.getMessage());
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        if (!(value instanceof Map<?, ?> dict)) {
            throw unreadable(model, "wanted {0: 'person', 1: 'car'}");
        }
        TreeMap<Integer, String> byId = new TreeMap<>();
        try {
            dict.forEach((key, name) -> byId.put(Integer.valueOf(String.valueOf(key)), String.valueOf(name)));
        } catch (NumberFormatException e) {
            throw unreadable(model, "a key is not a number");
        }
        if (byId.isEmpty() || byId.firstKey() != 0 || byId.lastKey() != byId.size() - 1) {
            throw unreadable(model, "wanted one for each class id from 0");
        }
        return List.copyOf(byId.values());
    }

    /** The names as a model's metadata has them. */
    public static String write(List<String> names) {
        return PythonLiteral.write(names);
    }

    private static UserError unreadable(String model, String why) {
        return new UserError("cannot make out the class names in " + model + ": " + why);
    }
}
