package io.lynceus.processor.config;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A camera as a file or a request has it.
 *
 * @param name unique among the cameras
 * @param url of the stream, or path of a video file; with credentials if there are any
 * @param transport of RTSP, tcp or udp; null for tcp
 * @param stall seconds without a packet after which the camera is connected again; null for 10
 */
public record CameraConfig(
        String name,
        String url,
        @Nullable String transport,
        @Nullable Double stall) {
    private static final Set<String> TRANSPORTS = Set.of("tcp", "udp");

    public CameraConfig(
            @Nullable String name, @Nullable String url, @Nullable String transport, @Nullable Double stall) {
        if (name == null || name.isBlank()) {
            throw new UserError("name: is missing");
        }
        if (url == null || url.isBlank()) {
            throw new UserError("url: is missing (camera " + name + ")");
        }
        if (transport != null && !TRANSPORTS.contains(transport.toLowerCase(Locale.ROOT))) {
            throw new UserError("transport: '" + transport + "' is not tcp or udp (camera " + name + ")");
        }
        if (stall != null && !(stall >= 1 && stall <= 3600)) {
            throw new UserError("stall: " + stall + " is not from 1 to 3600 seconds (camera " + name + ")");
        }
        this.name = name;
        this.url = url;
        this.transport = transport;
        this.stall = stall;
    }
}
