package io.lynceus.schemas;

import io.lynceus.schemas.avro.CountWindow;

/**
 * The counts for a consumer that names its deserializer by class: {@code
 * value.deserializer=io.lynceus.schemas.CountWindowDeserializer}.
 */
public final class CountWindowDeserializer extends SingleObjectDeserializer<CountWindow> {
    public CountWindowDeserializer() {
        super(CountWindow.getClassSchema());
    }
}
