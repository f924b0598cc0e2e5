package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lynceus.vision.UserError;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code capture} does, whole: what neither the file nor the command line says has its default here.
 *
 * @param servers key {@code bootstrap}
 * @param buffer MiB, from 1 to 1,048,576
 * @param http as {@link HttpAddress} reads it, null for no server
 * @param otlp null for nowhere
 * @param httpFolders paths, empty for none
 * @param httpPublicOnly for cameras that are put
 * @param loop a number of 1 or more, or {@code forever}
 * @param cameras null when none were given, which is not the same as an empty list
 */
public record CaptureConfig(
        @Key(value = BrokerKeys.SERVERS, option = "--bootstrap", label = "HOST:PORT")
        @JsonProperty("bootstrap")
        @Nullable
        String servers,

        @Key(value = BrokerKeys.CLIENT, option = "--kafka-config", label = "FILE") @Nullable
        String kafkaConfig,

        @Key(value = BrokerKeys.PREFIX, option = "--topics-prefix", label = "NAME") @Nullable
        String topicsPrefix,

        @Key(
                value = "how many MiB of all cameras together wait for a broker that is away before the oldest"
                        + " groups of"
                        + " pictures are dropped",
                option = "--buffer",
                label = "MIB")
        Integer buffer,

        @Key(
                value = OperatorKeys.HTTP
                        + "; with /cameras, where on this machine cameras can be looked at, put and deleted, until the"
                        + " process ends or the file changes",
                option = "--http",
                label = "HOST:PORT")
        @Nullable
        String http,

        @Key(value = OperatorKeys.OTLP, option = "--otlp", label = "URL") @Nullable
        String otlp,

        @Key(value = "folders whose video files may be put as cameras over HTTP; none if not set", label = "[]")
        List<String> httpFolders,

        @Key("true refuses cameras put over HTTP on this machine or at private addresses, and playlists")
        Boolean httpPublicOnly,

        @Key(value = "files as fast as they can be read, instead of at the pace of their timestamps", option = "--fast")
        Boolean fast,

        @Key(value = "how often to play a file, each time a new epoch; or forever", option = "--loop", label = "N")
        String loop,

        @Key(value = "how the lines of the log look, text or json", option = "--log", label = "FORMAT")
        LogFormat log,

        @Key(
                value = "a list; each has name, url and maybe user, password or passwordFile, transport (tcp or"
                        + " udp), stall (seconds without a packet before connecting again), rate (pictures a"
                        + " second of a"
                        + " URL that gives one at a time), ca (a PEM file of who vouches for a camera that"
                        + " speaks TLS) or"
                        + " verify (false takes any certificate); followed while capture runs",
                label = "[]")
        @Nullable
        List<CameraConfig> cameras) {
    /** What the file or the command line says; null for what they leave out. */
    public CaptureConfig(
            @JsonProperty("bootstrap") @Nullable String servers,
            @Nullable String kafkaConfig,
            @Nullable String topicsPrefix,
            @Nullable Integer buffer,
            @Nullable String http,
            @Nullable String otlp,
            @Nullable List<String> httpFolders,
            @Nullable Boolean httpPublicOnly,
            @Nullable Boolean fast,
            @Nullable String loop,
            @Nullable LogFormat log,
            @Nullable List<@Nullable CameraConfig> cameras) {
        this.servers = servers;
        this.kafkaConfig = kafkaConfig;
        this.topicsPrefix = topicsPrefix;
        this.buffer = Objects.requireNonNullElse(buffer, 64);
        this.http = http;
        this.otlp = otlp;
        this.httpFolders = httpFolders == null ? List.of() : List.copyOf(httpFolders);
        this.httpPublicOnly = Objects.requireNonNullElse(httpPublicOnly, false);
        this.fast = Objects.requireNonNullElse(fast, false);
        this.loop = Objects.requireNonNullElse(loop, "1");
        this.log = Objects.requireNonNullElse(log, LogFormat.TEXT);
        this.cameras = cameras == null ? null : named(cameras);
        if (this.buffer < 1 || this.buffer > 1 << 20) {
            throw new UserError("buffer: " + buffer + " MiB is not from 1 to 1048576");
        }
        if (!this.loop.matches("forever|[1-9]\\d{0,8}")) {
            throw new UserError("loop: " + loop + " is not a number of 1 or more, or forever");
        }
        OperatorKeys.check(http, otlp);
    }

    private static List<CameraConfig> named(List<@Nullable CameraConfig> cameras) {
        Set<String> names = new HashSet<>();
        for (CameraConfig camera : cameras) {
            if (camera == null) {
                throw new UserError("cameras: an entry is empty");
            }
            String name = camera.name();
            if (name != null && !names.add(name)) {
                throw new UserError("cameras: two have the name " + name);
            }
        }
        return cameras.stream().map(Objects::requireNonNull).toList();
    }
}
