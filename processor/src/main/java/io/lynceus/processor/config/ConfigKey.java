package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key of a configuration.
 *
 * @param path from the root, names with dots in between
 * @param type of its value
 * @param about the component's annotation, null for a record of keys
 */
public record ConfigKey(
        String path, Class<?> type, @Nullable Key about) {
    /** All keys of a record and of the records in it, in order; those that are records come before their own keys. */
    public static List<ConfigKey> of(Class<?> root) {
        return under("", root).toList();
    }

    private static Stream<ConfigKey> under(String prefix, Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).flatMap(component -> {
            String path = prefix + name(component);
            ConfigKey key = new ConfigKey(path, component.getType(), component.getAnnotation(Key.class));
            return key.isSection() ? Stream.concat(Stream.of(key), under(path + ".", key.type)) : Stream.of(key);
        });
    }

    /** True for a record of keys. */
    public boolean isSection() {
        return type.isRecord();
    }

    /** Its own name, without the path. */
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** How many sections it lies in. */
    public int depth() {
        return (int) path.chars().filter(c -> c == '.').count();
    }

    /** The names along a path. What follows a map's name is one name, dots and all: a camera's name may have some. */
    static List<String> steps(Class<?> root, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return List.of(path);
        }
        String first = path.substring(0, dot);
        String rest = path.substring(dot + 1);
        Class<?> type = root.isRecord() ? type(root, first) : Object.class;
        List<String> steps = Map.class.isAssignableFrom(type) ? List.of(rest) : steps(type, rest);
        return Stream.concat(Stream.of(first), steps.stream()).toList();
    }

    /** The type of a record's component by the name that a file has for it, Object where it has none of that name. */
    private static Class<?> type(Class<?> record, String name) {
        return Arrays.stream(record.getRecordComponents())
                .filter(component -> name(component).equals(name))
                .<Class<?>>map(RecordComponent::getType)
                .findFirst()
                .orElse(Object.class);
    }

    /** True when the type has a component of that name, or is a list of a type that has. */
    static boolean has(Class<?> root, List<String> steps, String name) {
        Type type = root;
        for (String step : steps) {
            type = type instanceof Class<?> record && record.isRecord() ? generic(record, step) : element(type);
        }
        return type instanceof Class<?> record && record.isRecord() && type(record, name) != Object.class;
    }

    private static Type generic(Class<?> record, String name) {
        return Arrays.stream(record.getRecordComponents())
                .filter(component -> name(component).equals(name))
                .map(RecordComponent::getGenericType)
                .findFirst()
                .orElse(Object.class);
    }

    private static Type element(Type type) {
        if (!(type instanceof ParameterizedType of)) {
            return Object.class;
        }
        Type[] arguments = of.getActualTypeArguments();
        return arguments[arguments.length - 1];
    }

    private static String name(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }
}
