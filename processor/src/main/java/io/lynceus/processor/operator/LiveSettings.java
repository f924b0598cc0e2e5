package io.lynceus.processor.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lynceus.processor.analytics.ZoneSource;
import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.config.ModelClasses;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.SettingsTopic;
import io.lynceus.processor.web.PageSettings;
import io.lynceus.schemas.avro.CameraSettings;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Zones, lines and blurred classes of the cameras as they are now: what was saved in the settings topic, and for
 * cameras of which nothing was saved what the configuration's file says. Any thread.
 */
public final class LiveSettings implements ZoneSource, PageSettings, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSettings.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Saved NOTHING = new Saved(null, null);

    private final Map<String, CameraZones> fileZones;
    private final Map<String, List<String>> fileBlur;
    private final Map<String, Saved> saved = new ConcurrentHashMap<>();
    private final @Nullable SettingsTopic topic;
    private final Broker broker;
    private final ModelClasses classes;
    private final AtomicLong version = new AtomicLong();
    /** What was said of a camera, so that it is said once. */
    private final Map<String, List<String>> said = new ConcurrentHashMap<>();

    private volatile boolean complete;

    private record Saved(
            @Nullable CameraZones zones, @Nullable Set<String> blur) {}

    /**
     * Reads all that was saved, and follows what will be. Where the broker has no topic for it, the file counts, and
     * nothing can be saved. Warns of classes that the model does not have, now and whenever somebody saves one.
     *
     * @throws io.lynceus.vision.RunError when the broker is away
     */
    public LiveSettings(
            Broker broker,
            Map<String, CameraZones> fileZones,
            Map<String, List<String>> fileBlur,
            ModelClasses classes) {
        this.fileZones = fileZones;
        this.fileBlur = fileBlur;
        this.classes = classes;
        this.broker = broker;
        this.topic =
                broker.there().contains(broker.topics().settings()) ? SettingsTopic.follow(broker, this::take) : null;
        complete = true;
        cameras().forEach(this::warn);
    }

    /**
     * What was saved, without a file and a model.
     *
     * @throws io.lynceus.vision.RunError when the broker is away
     */
    public static LiveSettings saved(Broker broker) {
        return new LiveSettings(broker, Map.of(), Map.of(), ModelClasses.ANY);
    }

    private void warn(String camera) {
        List<String> unknown = classes.unknown(of(camera), blurred(camera));
        if (!unknown.equals(said.put(camera, unknown))) {
            unknown.forEach(line -> LOG.warn("camera {}: {}", camera, line));
        }
    }

    private void take(String camera, @Nullable CameraSettings settings) {
        if (settings == null) {
            saved.remove(camera);
        } else {
            List<String> blur = settings.getBlur();
            saved.put(camera, new Saved(zones(settings), blur == null ? null : Set.copyOf(blur)));
        }
        version.incrementAndGet();
        if (complete) {
            warn(camera);
        }
    }

    /** Null for those of the file, also where they cannot be read: what is hidden counts all the same. */
    private static @Nullable CameraZones zones(CameraSettings settings) {
        String zones = settings.getZones();
        try {
            return zones == null ? null : CameraZones.ofJson(zones);
        } catch (UserError e) {
            LOG.warn("the saved zones of camera {} are left aside: {}", settings.getCamera(), e.getMessage());
            return null;
        }
    }

    @Override
    public CameraZones of(String camera) {
        Saved of = saved.get(camera);
        CameraZones zones = of == null ? null : of.zones;
        return zones == null ? fileZones.getOrDefault(camera, CameraZones.NONE) : zones;
    }

    @Override
    public Set<String> blurred(String camera) {
        Saved of = saved.get(camera);
        Set<String> blur = of == null ? null : of.blur;
        return blur == null ? Set.copyOf(fileBlur.getOrDefault(camera, List.of())) : blur;
    }

    @Override
    public long version() {
        return version.get();
    }

    /** Cameras of which something is said, by the file or by what was saved. */
    public Set<String> cameras() {
        Set<String> names = new TreeSet<>(fileZones.keySet());
        names.addAll(fileBlur.keySet());
        names.addAll(saved.keySet());
        return names;
    }

    /**
     * The cameras' zones, lines and blurred classes as the keys that a configuration's file has for them; nothing of
     * what neither the file nor anybody who saved has said.
     */
    public Map<String, Object> asInAFile() {
        Map<String, CameraZones> zones = new TreeMap<>();
        Map<String, Set<String>> blur = new TreeMap<>();
        for (String camera : cameras()) {
            Saved said = saved.getOrDefault(camera, NOTHING);
            if (said.zones != null || fileZones.containsKey(camera)) {
                zones.put(camera, of(camera));
            }
            if (said.blur != null || fileBlur.containsKey(camera)) {
                blur.put(camera, new TreeSet<>(blurred(camera)));
            }
        }
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("analytics", Map.of("cameras", zones));
        file.put("page", Map.of("blur", blur));
        return file;
    }

    @Override
    public String json() {
        ObjectNode all = JSON.createObjectNode();
        for (String camera : cameras()) {
            all.set(camera, node(camera).put("saved", saved.containsKey(camera)));
        }
        return all.toString();
    }

    private ObjectNode node(String camera) {
        try {
            ObjectNode node = (ObjectNode) JSON.readTree(of(camera).json());
            node.set("blur", JSON.valueToTree(new TreeSet<>(blurred(camera))));
            return node;
        } catch (IOException e) {
            throw new IllegalStateException("what was written as JSON is JSON", e);
        }
    }

    @Override
    public void save(String camera, byte[] body) {
        JsonNode read;
        try {
            read = JSON.readTree(body);
        } catch (IOException e) {
            throw new UserError("the settings are not JSON", e);
        }
        if (!(read instanceof ObjectNode node)) {
            throw new UserError("the settings are a map with the keys zones, lines and blur");
        }
        List<String> blur = null;
        JsonNode named = node.remove("blur");
        if (named != null && !named.isNull()) {
            blur = new ArrayList<>();
            for (JsonNode each : named) {
                blur.add(each.asText());
            }
        }
        CameraZones zones = CameraZones.ofJson(node.toString());
        refuseUnknown(camera, zones, blur == null ? List.of() : blur);
        save(camera, zones, blur);
    }

    private void refuseUnknown(String camera, CameraZones zones, List<String> blur) {
        List<String> unknown = classes.unknown(zones, blur, of(camera), blurred(camera));
        if (!unknown.isEmpty()) {
            throw new UserError(unknown.get(0));
        }
    }

    /**
     * Saves what is said, and leaves the rest as it was saved before.
     *
     * @param zones null where nothing is said of them
     * @param blur null where nothing is said of it
     */
    public void save(String camera, @Nullable CameraZones zones, @Nullable List<String> blur) {
        Saved before = saved.getOrDefault(camera, NOTHING);
        CameraZones drawn = zones == null ? before.zones : zones;
        Collection<String> hidden = blur == null ? before.blur : blur;
        CameraSettings settings = new CameraSettings(
                camera,
                Instant.now(),
                drawn == null ? null : drawn.json(),
                hidden == null ? null : List.copyOf(new TreeSet<>(hidden)));
        topic().write(camera, settings);
        take(camera, settings);
    }

    @Override
    public void forget(String camera) {
        topic().write(camera, null);
        take(camera, null);
    }

    private SettingsTopic topic() {
        if (topic == null) {
            throw new UserError("nothing can be saved: the broker at " + broker + " has no topic "
                    + broker.topics().settings() + ": make it with ./lynceus topics create " + broker.options()
                    + ", then start this process again");
        }
        return topic;
    }

    @Override
    public void close() {
        if (topic != null) {
            topic.close();
        }
    }
}
