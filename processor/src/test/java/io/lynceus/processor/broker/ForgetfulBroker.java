package io.lynceus.processor.broker;

import java.nio.file.Path;
import java.util.Map;

/**
 * A node that does not ask the transaction coordinator whether it knows of what is written: see {@link Unannounced}.
 */
public final class ForgetfulBroker {
    private ForgetfulBroker() {}

    public static EmbeddedBroker start(Path folder) {
        return EmbeddedBroker.start(0, folder, null, Map.of("transaction.partition.verification.enable", "false"));
    }
}
