package io.lynceus.processor.web;

import io.lynceus.processor.capture.CameraRules;
import io.lynceus.processor.capture.Cameras;
import java.util.Set;

/**
 * The cameras of a capture process over HTTP, for this machine alone. Paths: {@code GET /cameras}, {@code GET},
 * {@code PUT} and {@code DELETE /cameras/NAME}.
 */
public final class CameraControl {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "DELETE");

    private CameraControl() {}

    /**
     * Adds the paths.
     *
     * @param rules which cameras may be put
     */
    public static void add(OperatorServer server, Cameras cameras, CameraRules rules) {
        server.add("/cameras", new ControlHandler(cameras, rules), new Guard(METHODS));
    }
}
