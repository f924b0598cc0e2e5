package io.lynceus.processor.web;

import org.jspecify.annotations.Nullable;

/** Those who share the cameras. Safe for use by many threads. */
public interface Instances {
    /**
     * Where the page of the instance is that has a camera, HOST:PORT; null when nobody knows, or it has none.
     *
     * @param partition that the packets of its last event are in; null when no event of it was seen
     */
    @Nullable
    String pageOf(String camera, @Nullable Integer partition);
}
