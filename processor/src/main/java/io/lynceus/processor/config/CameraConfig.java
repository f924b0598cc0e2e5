package io.lynceus.processor.config;

import io.lynceus.vision.UserError;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A camera as a file or a request has it. Name and URL may be left out here, so that a key with a typing error is what
 * is complained of.
 *
 * @param name unique among the cameras
 * @param url of the stream, or path of a video file; with credentials if there are any
 * @param transport of RTSP, tcp or udp; null for tcp
 * @param stall seconds without a packet after which the camera is connected again; null for 10
 * @param ca PEM file of the certificates that vouch for a camera that speaks TLS; null for those that Java trusts
 * @param verify false to take any certificate; null for true
 */
public record CameraConfig(
        @Nullable String name,
        @Nullable String url,
        @Nullable String transport,
        @Nullable Double stall,
        @Nullable String ca,
        @Nullable Boolean verify) {
    private static final Set<String> TRANSPORTS = Set.of("tcp", "udp");

    public CameraConfig {
        if (transport != null && !TRANSPORTS.contains(transport.toLowerCase(Locale.ROOT))) {
            throw new UserError("transport: '" + transport + "' is not tcp or udp");
        }
        if (ca != null && Boolean.FALSE.equals(verify)) {
            throw new UserError("ca: says whom to trust, and verify: false says anybody: one of the two");
        }
    }
}
