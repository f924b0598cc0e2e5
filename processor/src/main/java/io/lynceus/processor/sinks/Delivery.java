package io.lynceus.processor.sinks;

import io.lynceus.schemas.avro.ZoneEvent;
import java.io.IOException;

/** Where zone events are delivered. One thread. */
public interface Delivery extends AutoCloseable {
    /**
     * Delivers one event and returns when the other side has said that it has it.
     *
     * @throws IOException when it is to be tried again; its message says why
     * @throws RefusedException when the other side has it and will never take it
     */
    void deliver(ZoneEvent event) throws IOException, InterruptedException;

    @Override
    void close();
}
