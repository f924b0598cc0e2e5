package io.lynceus.schemas;

import io.lynceus.schemas.avro.CountWindow;
import org.apache.kafka.common.serialization.Serdes.WrapperSerde;

/** The values of the counts topic. Safe for use by many threads. */
public final class CountWindowSerde extends WrapperSerde<CountWindow> {
    public CountWindowSerde() {
        super(
                new SingleObjectSerializer<>(CountWindow.getClassSchema()),
                new SingleObjectDeserializer<>(CountWindow.getClassSchema()));
    }
}
