package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.UserError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code process} does, whole: what neither the file nor the command line says has its default here.
 *
 * @param servers key {@code bootstrap}
 * @param threads from 1 to 1024
 * @param instance null for a name that is kept in the state folder
 * @param http as {@link HttpAddress} reads it, null for no server
 * @param otlp null for nowhere
 */
public record ProcessConfig(
        @Key(value = BrokerKeys.SERVERS, option = "--bootstrap", label = "HOST:PORT")
        @JsonProperty("bootstrap")
        @Nullable
        String servers,

        @Key(value = BrokerKeys.CLIENT, option = "--kafka-config", label = "FILE") @Nullable
        String kafkaConfig,

        @Key(value = BrokerKeys.PREFIX, option = "--topics-prefix", label = "NAME") @Nullable
        String topicsPrefix,

        @Key(
                value = "consumer group and name of the transactions; instances with the same one share the cameras",
                option = "--application-id",
                label = "NAME")
        String applicationId,

        @Key(
                value = "stream threads; more than the topic has partitions stay idle (by default one a core, at"
                        + " most 4)",
                option = "--threads",
                label = "N")
        Integer threads,

        @Key(value = "where this instance keeps its name", option = "--state", label = "FOLDER")
        String state,

        @Key(
                value = "this instance's name, unique in the group and the same after a restart, which lets a"
                        + " restart go"
                        + " on at once; one that is kept in the state folder if not set",
                option = "--instance",
                label = "NAME")
        @Nullable
        String instance,

        @Key(
                value = "write events although another application id writes some of the same packets: each"
                        + " frame has two then",
                option = "--also")
        Boolean also,

        ModelConfig model,
        Overload overload,
        Damaged damaged,
        Decoding decoder,

        @Key(
                value = "what gives objects ids that stay the same from frame to frame: bytetrack, ocsort, or none",
                option = "--tracker",
                label = "NAME")
        TrackerKind tracker,

        Analytics analytics,

        @Key(
                value = OperatorKeys.HTTP
                        + "; with the operator's page, for this machine or for who has the page's token",
                option = "--http",
                label = "HOST:PORT")
        @Nullable
        String http,

        @Key(value = OperatorKeys.OTLP, option = "--otlp", label = "URL") @Nullable
        String otlp,

        @Key(
                value = "how events are written: avro, or json for tools that read no Avro",
                option = "--events",
                label = "FORMAT")
        EventFormat events,

        PageConfig page,

        @Key(value = "how the lines of the log look, text or json", option = "--log", label = "FORMAT")
        LogFormat log) {
    private static final int MOST_THREADS_UNASKED = 4;

    /** What the file or the command line says; null for what they leave out. */
    public ProcessConfig(
            @JsonProperty("bootstrap") @Nullable String servers,
            @Nullable String kafkaConfig,
            @Nullable String topicsPrefix,
            @Nullable String applicationId,
            @Nullable Integer threads,
            @Nullable String state,
            @Nullable String instance,
            @Nullable Boolean also,
            @Nullable ModelConfig model,
            @Nullable Overload overload,
            @Nullable Damaged damaged,
            @Nullable Decoding decoder,
            @Nullable TrackerKind tracker,
            @Nullable Analytics analytics,
            @Nullable String http,
            @Nullable String otlp,
            @Nullable EventFormat events,
            @Nullable PageConfig page,
            @Nullable LogFormat log) {
        this.servers = servers;
        this.kafkaConfig = kafkaConfig;
        this.topicsPrefix = topicsPrefix;
        this.applicationId = Objects.requireNonNullElse(applicationId, "lynceus-detect");
        this.threads = threads == null ? threadsUnasked() : threads;
        this.state = state == null ? CacheFolder.path().resolve("state").toString() : state;
        this.instance = instance;
        this.also = Objects.requireNonNullElse(also, false);
        this.model = model == null ? new ModelConfig(null, null, null, null, null, null, null) : model;
        this.overload = overload == null ? Overload.NONE : overload;
        this.damaged = damaged == null ? Damaged.MARKED : damaged;
        this.decoder = decoder == null ? Decoding.AUTO : decoder;
        this.tracker = Objects.requireNonNullElse(tracker, TrackerKind.BYTETRACK);
        this.analytics = analytics == null ? Analytics.NONE : analytics;
        this.http = http;
        this.otlp = otlp;
        OperatorKeys.check(http, otlp);
        this.events = Objects.requireNonNullElse(events, EventFormat.AVRO);
        this.page = page == null ? PageConfig.NONE : page;
        this.log = Objects.requireNonNullElse(log, LogFormat.TEXT);
        if (this.threads < 1 || this.threads > 1024) {
            throw new UserError("threads: " + threads + " is not from 1 to 1024");
        }
    }

    private static int threadsUnasked() {
        return Math.min(MOST_THREADS_UNASKED, Runtime.getRuntime().availableProcessors());
    }
}
