package io.lynceus.processor.streams;

import io.lynceus.processor.analytics.ZoneSource;
import io.lynceus.processor.config.Analytics;
import io.lynceus.processor.config.Damaged;
import io.lynceus.processor.config.Decoding;
import io.lynceus.processor.config.Overload;
import io.lynceus.processor.config.TrackerKind;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How detection runs on Kafka.
 *
 * @param broker where packets and detections are
 * @param applicationId name of the consumer group and the transactions; instances with the same one share the cameras
 * @param threads stream threads, each decodes and detects for its share of the cameras
 * @param stateFolder where this instance keeps its name, and Kafka Streams what it stores
 * @param instance this instance's name, unique in the group and the same after a restart; null for one that is kept in
 *     the state folder
 * @param overload the cameras' policies when there are more frames than the model can take
 * @param damaged the cameras' policies for damaged pictures
 * @param decoding where the cameras' pictures are decoded
 * @param tracker what follows their objects
 * @param analytics windows of the counts
 * @param zones the cameras' zones and lines
 * @param page where this instance's page is for people, HOST:PORT, which the other instances are told; null for nowhere
 */
public record DetectionSettings(
        Broker broker,
        String applicationId,
        int threads,
        Path stateFolder,
        @Nullable String instance,
        Overload overload,
        Damaged damaged,
        Decoding decoding,
        TrackerKind tracker,
        Analytics analytics,
        ZoneSource zones,
        @Nullable String page) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public DetectionSettings {
        // It is part of a topic's name and of a path.
        if (!NAME.matcher(applicationId).matches() || applicationId.matches("[.]+")) {
            throw new UserError("application id '" + applicationId
                    + "': up to 100 letters, digits, dots, hyphens and underscores, and not dots alone");
        }
        if (threads < 1 || threads > 1024) {
            throw new UserError("threads " + threads + ": from 1 to 1024");
        }
        if (instance != null && !NAME.matcher(instance).matches()) {
            throw new UserError(
                    "--instance " + instance + ": up to 100 letters, digits, dots, hyphens and underscores");
        }
    }

    /** The same with zones and lines from elsewhere, and with a page that the other instances know. */
    public DetectionSettings following(ZoneSource source, @Nullable String address) {
        return new DetectionSettings(
                broker,
                applicationId,
                threads,
                stateFolder,
                instance,
                overload,
                damaged,
                decoding,
                tracker,
                analytics,
                source,
                address);
    }

    /** Under the name that is kept in the state folder, with every frame of every camera. */
    public DetectionSettings(Broker broker, String applicationId, int threads, Path stateFolder) {
        this(broker, applicationId, threads, stateFolder, null, Overload.NONE);
    }

    /** On the cores, with damaged pictures marked, without tracks. */
    public DetectionSettings(
            Broker broker,
            String applicationId,
            int threads,
            Path stateFolder,
            @Nullable String instance,
            Overload overload) {
        this(
                broker,
                applicationId,
                threads,
                stateFolder,
                instance,
                overload,
                Damaged.MARKED,
                Decoding.AUTO,
                TrackerKind.NONE,
                Analytics.NONE,
                Analytics.NONE::of,
                null);
    }
}
