package io.lynceus.trainer.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call in a pickle would have made: who was called, with what, and what was filled in afterwards. Only data. */
final class PythonObject {
    private final PythonClass type;
    private final Object[] arguments;
    private @Nullable Map<Object, Object> items;
    private @Nullable Object state;

    PythonObject(PythonClass type, Object[] arguments) {
        this.type = type;
        this.arguments = arguments;
    }

    PythonClass type() {
        return type;
    }

    /**
     * An argument of the call.
     *
     * @return null where there is none of that index, or it is None
     */
    @Nullable
    Object argument(int index) {
        return index < arguments.length ? arguments[index] : null;
    }

    /** What was filled in as one fills a dict: the classes that are dicts, OrderedDict for one. */
    Map<Object, Object> items() {
        if (items == null) {
            items = new LinkedHashMap<>();
        }
        return items;
    }

    void state(@Nullable Object given) {
        state = given;
    }

    /** The attribute of that name, null where there is none. */
    @Nullable
    Object attribute(String name) {
        return state instanceof Map<?, ?> attributes ? attributes.get(name) : null;
    }

    /** The entries of a dict or of an object that is one; none of anything else. */
    static Map<?, ?> entries(@Nullable Object value) {
        if (value instanceof PythonObject object) {
            return object.items == null ? Map.of() : object.items;
        }
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
