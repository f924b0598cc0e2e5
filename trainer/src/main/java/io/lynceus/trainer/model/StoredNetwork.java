package io.lynceus.trainer.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.jspecify.annotations.Nullable;

/**
 * A network out of a checkpoint, with the averaged weights where it has them.
 *
 * @param network owned by whoever holds this
 * @param names of the classes by index
 * @param facts the checkpoint's metadata
 */
public record StoredNetwork(Network network, List<String> names, Map<String, String> facts) implements AutoCloseable {
    /** The metadata key of the model file's text, where the architecture is no published one. */
    public static final String MODEL = "model";

    private static final String AVERAGED = "ema.";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Loads the file, onto the CPU.
     *
     * @throws UserError when it is missing or no checkpoint of ours
     */
    public static StoredNetwork open(Path file) {
        try (Device cpu = new Device(DeviceType.CPU)) {
            return open(file, cpu, null);
        }
    }

    /**
     * Loads the file, onto the CPU, with one of the heads that it may have. How good another than its own is, nobody
     * measured.
     *
     * @param head null for the one that it was measured with
     */
    public static StoredNetwork open(Path file, @Nullable HeadKind head) {
        try (Device cpu = new Device(DeviceType.CPU)) {
            return open(file, cpu, head);
        }
    }

    /** Loads the file onto a device, which stays the caller's. */
    public static StoredNetwork open(Path file, Device device) {
        return open(file, device, null);
    }

    private static StoredNetwork open(Path file, Device device, @Nullable HeadKind head) {
        try (PointerScope scope = new PointerScope()) {
            Safetensors stored = Safetensors.read(file);
            Architecture own = architecture(file, stored);
            Architecture architecture = head == null ? own : own.with(head);
            if (architecture != own && head == HeadKind.ONE_TO_ONE) {
                throw new UserError(file + " has no one-to-one head; train one with --head one-to-one");
            }
            List<String> names = names(file, fact(file, stored, "names"));
            boolean averaged = stored.tensors().keySet().stream().anyMatch(name -> name.startsWith(AVERAGED));
            Network network = Network.create(architecture, names.size(), 0, device);
            try {
                network.weights().load(stored.tensors(), averaged ? AVERAGED : "");
            } catch (UserError e) {
                network.close();
                throw new UserError(file + ": " + e.getMessage(), e);
            }
            Map<String, String> facts = new LinkedHashMap<>(stored.metadata());
            if (architecture != own) {
                facts.keySet().removeIf(key -> key.startsWith("AP"));
            }
            return new StoredNetwork(network, names, facts);
        }
    }

    private static Architecture architecture(Path file, Safetensors stored) {
        String name = fact(file, stored, "architecture");
        String text = stored.metadata().get(MODEL);
        return text == null ? Architecture.named(name) : Architecture.parse(file + ": its model", name, text);
    }

    private static String fact(Path file, Safetensors stored, String key) {
        String value = stored.metadata().get(key);
        if (value == null) {
            throw new UserError(file + " is no checkpoint of this trainer: its metadata lacks " + key);
        }
        return value;
    }

    private static List<String> names(Path file, String json) {
        try {
            List<String> names = JSON.readValue(json, new TypeReference<List<String>>() {});
            if (!names.isEmpty()) {
                return List.copyOf(names);
            }
        } catch (JsonProcessingException e) {
            // told below
        }
        throw new UserError(file + ": names in its metadata is not a JSON array of class names");
    }

    @Override
    public void close() {
        network.close();
    }
}
