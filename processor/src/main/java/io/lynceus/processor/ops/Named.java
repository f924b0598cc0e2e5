package io.lynceus.processor.ops;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What there is one of for each name, such as a camera's meters. Bounded: whatever is over the bound shares one under
 * the name {@value #OTHER}, so that no writer of records can fill Prometheus. Safe for several threads.
 */
final class Named<T> {
    /** The name of all that is over the bound. */
    static final String OTHER = "other";

    private final Map<String, T> known = new ConcurrentHashMap<>();
    private final Function<String, T> maker;
    private final int most;

    Named(int most, Function<String, T> maker) {
        this.most = most;
        this.maker = maker;
    }

    T of(String name) {
        T there = known.get(name);
        if (there != null) {
            return there;
        }
        return known.computeIfAbsent(known.size() < most ? name : OTHER, maker);
    }

    void forget(String name) {
        known.remove(name);
    }
}
