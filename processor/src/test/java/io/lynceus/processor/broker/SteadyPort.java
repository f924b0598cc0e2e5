package io.lynceus.processor.broker;

/** A port for a broker that is stopped and started again: not one that the system gives to clients meanwhile. */
public final class SteadyPort {
    private SteadyPort() {}

    /** A port of 127.0.0.1 that nobody listens on. */
    public static int find() {
        return LoopbackPort.claim(0);
    }
}
