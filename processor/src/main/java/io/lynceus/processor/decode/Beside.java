package io.lynceus.processor.decode;

import java.util.List;

/**
 * What the demuxer knows of a packet beside its bytes.
 *
 * @param discard true when the picture is decoded because others build on it, and not shown (edit lists)
 * @param incomplete true when the network lost some of it, or what came right before it
 * @param sideData what comes with this packet
 */
public record Beside(boolean discard, boolean incomplete, List<SideData> sideData) {
    /** A packet that is its bytes and nothing else. */
    public static final Beside NOTHING = new Beside(false, false, List.of());
}
