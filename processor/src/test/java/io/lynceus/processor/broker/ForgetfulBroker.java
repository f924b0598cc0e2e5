package io.lynceus.processor.broker;

import java.nio.file.Path;
import java.util.Map;

/**
 * A node whose transaction coordinator does not hear of the partitions that a transaction writes to, and so never ends
 * it there.
 */
public final class ForgetfulBroker {
    private ForgetfulBroker() {}

    public static EmbeddedBroker start(Path folder) {
        return EmbeddedBroker.start(0, folder, null, Map.of("transaction.partition.verification.enable", "false"));
    }
}
