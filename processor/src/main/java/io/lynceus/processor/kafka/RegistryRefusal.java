package io.lynceus.processor.kafka;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The schema registry answers and does not let us in, as when a token has run out. Nothing is wrong with the
 * record: whoever must not lose one stops here.
 */
public final class RegistryRefusal extends SerializationException {
    private static final long serialVersionUID = 1;

    RegistryRefusal(String message) {
        super(message);
    }
}
