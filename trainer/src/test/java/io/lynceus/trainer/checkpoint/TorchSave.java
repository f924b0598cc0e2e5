package io.lynceus.trainer.checkpoint;

import io.lynceus.trainer.checkpoint.Python.Call;
import io.lynceus.trainer.checkpoint.Python.Instance;
import io.lynceus.trainer.checkpoint.Python.OrderedDict;
import io.lynceus.trainer.checkpoint.Python.Persistent;
import io.lynceus.trainer.model.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Writes checkpoints as torch.save does for the authors' code. */
public final class TorchSave {
    private final Map<String, byte[]> storages = new LinkedHashMap<>();

    /** The stripped checkpoint of a network: half precision, names, no average. */
    public static void stripped(Path file, Network network, List<String> names) throws IOException {
        TorchSave save = new TorchSave();
        save.write(file, save.root(null, save.network(network, names)));
    }

    /** The weights of a yolov9-t of 80 classes as MultimediaTechLab/YOLO releases them: a state dict by its names. */
    public static void techLab(Path file, Network network) throws IOException {
        TorchSave save = new TorchSave();
        save.write(file, new OrderedDict(save.techLabState("", network)));
    }

    /** The same as a training with that code leaves it, with an average of the weights. */
    public static void techLabTraining(Path file, Network network, Network average) throws IOException {
        TorchSave save = new TorchSave();
        Map<String, Object> state = new LinkedHashMap<>(save.techLabState("model.model.", network));
        state.putAll(save.techLabState("ema.model.", average));
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("epoch", 3);
        root.put("state_dict", new OrderedDict(state));
        root.put("optimizer_states", List.of(Map.of("state", Map.of(), "param_groups", List.of())));
        save.write(file, root);
    }

    private Map<String, Object> techLabState(String prefix, Network network) {
        Map<String, Object> state = new LinkedHashMap<>();
        for (TechLabKeys.Key key : TechLabKeys.of("v9-t")) {
            Integer[] shape = key.shape().stream().map(Long::intValue).toArray(Integer[]::new);
            boolean counter = key.name().endsWith("tracked");
            byte[] bytes = bytes(network.weights().get(key.official()), counter ? 8 : 4);
            state.put(prefix + key.name(), tensor(storage(counter ? "LongStorage" : "FloatStorage", bytes), shape));
        }
        return state;
    }

    private static byte[] bytes(Tensor tensor, int size) {
        try (PointerScope scope = new PointerScope()) {
            byte[] bytes = new byte[(int) tensor.numel() * size];
            new BytePointer(tensor.detach().contiguous().data_ptr()).get(bytes);
            return bytes;
        }
    }

    /** What a checkpoint is made of, ema or model may be null. */
    Map<String, @Nullable Object> root(@Nullable Object ema, @Nullable Object model) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("epoch", -1);
        root.put("best_fitness", null);
        root.put("ema", ema);
        root.put("model", model);
        root.put("opt", Map.of("imgsz", 256, "epochs", 16, "data", "street.yaml"));
        root.put("date", "2026-11-24T11:00:00");
        return root;
    }

    Object network(Network network, List<String> names) {
        Map<String, Object> tensors = new LinkedHashMap<>();
        for (String name : network.weights().names()) {
            tensors.put(name, tensor(network.weights().get(name)));
        }
        Map<Integer, String> numbered = new LinkedHashMap<>();
        names.forEach(name -> numbered.put(numbered.size(), name));
        return model(tensors, numbered);
    }

    private Object tensor(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            boolean counter = tensor.scalar_type().intern() == ScalarType.Long;
            Tensor plain = tensor.detach()
                    .to(counter ? ScalarType.Long : ScalarType.Half)
                    .contiguous();
            byte[] bytes = new byte[(int) (plain.numel() * (counter ? 8 : 2))];
            new BytePointer(plain.data_ptr()).get(bytes);
            Integer[] shape = new Integer[(int) tensor.dim()];
            Arrays.setAll(shape, i -> (int) tensor.size(i));
            return tensor(storage(counter ? "LongStorage" : "HalfStorage", bytes), shape);
        }
    }

    Object storage(String type, byte[] bytes) {
        String key = Integer.toString(storages.size());
        storages.put(key, bytes);
        return new Persistent(Python.tuple("storage", Python.global("torch", type), key, "cpu", bytes.length / 2));
    }

    static Object tensor(Object storage, Integer... shape) {
        Integer[] strides = new Integer[shape.length];
        int stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        Object plain = new Call(
                Python.global("torch._utils", "_rebuild_tensor_v2"),
                List.of(storage, 0, shape, strides, false, new OrderedDict(Map.of())));
        return new Call(
                Python.global("torch._utils", "_rebuild_parameter"), List.of(plain, true, new OrderedDict(Map.of())));
    }

    /** The module tree of a state dict. */
    static Object model(Map<String, Object> tensors, Object names) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("names", names);
        return module("", tensors, attributes);
    }

    private static Object module(String prefix, Map<String, Object> tensors, Map<String, Object> attributes) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        Map<String, Object> buffers = new LinkedHashMap<>();
        Map<String, Object> modules = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                String rest = name.substring(prefix.length());
                int dot = rest.indexOf('.');
                if (dot < 0) {
                    (rest.startsWith("running") || rest.startsWith("num") ? buffers : parameters).put(rest, tensor);
                } else {
                    modules.computeIfAbsent(
                            rest.substring(0, dot),
                            child -> module(prefix + child + ".", tensors, new LinkedHashMap<>()));
                }
            }
        });
        attributes.put("training", false);
        attributes.put("_parameters", new OrderedDict(parameters));
        attributes.put("_buffers", new OrderedDict(buffers));
        attributes.put("_modules", new OrderedDict(modules));
        return new Instance(Python.global("models.common", "Module"), attributes);
    }

    void write(Path file, Object root) throws IOException {
        write(file, Python.pickle(root));
    }

    void write(Path file, byte[] pickle) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(zip, "best/data.pkl", pickle);
            for (Map.Entry<String, byte[]> storage : storages.entrySet()) {
                entry(zip, "best/data/" + storage.getKey(), storage.getValue());
            }
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
