package io.lynceus.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The bytes are a record in our framing, of a schema that this version has never seen: a newer version wrote them. They
 * are not garbage, and whoever must not lose a record stops here until it is upgraded.
 */
public final class UnknownSchemaException extends SerializationException {
    private static final long serialVersionUID = 1;

    UnknownSchemaException(String message) {
        super(message);
    }
}
