package io.lynceus.processor.topics;

import java.util.List;

/** Holds the packets topic against the detections topic. */
public final class Ledger {
    private Ledger() {}

    /**
     * Reads both topics, read_committed, from their beginnings to where they end now.
     *
     * @return one line a camera, by name
     * @throws io.lynceus.processor.config.RunError when the broker is away or a topic is missing
     */
    public static List<CameraLedger> read(String bootstrap) {
        throw new UnsupportedOperationException("coming: " + bootstrap);
    }
}
