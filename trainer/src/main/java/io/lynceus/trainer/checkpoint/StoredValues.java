package io.lynceus.trainer.checkpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Fetches the values of tensors whose shapes have been found right. */
final class StoredValues {
    private static final Map<String, Kind> KINDS = Map.of(
            "torch.FloatStorage", new Kind(ScalarType.Float, 4),
            "torch.HalfStorage", new Kind(ScalarType.Half, 2),
            "torch.BFloat16Storage", new Kind(ScalarType.BFloat16, 2),
            "torch.DoubleStorage", new Kind(ScalarType.Double, 8),
            "torch.LongStorage", new Kind(ScalarType.Long, 8));

    private StoredValues() {}

    private record Kind(ScalarType type, int bytes) {}

    /**
     * The tensor, contiguous; it belongs to the open PointerScope.
     *
     * @param name for messages
     * @param wanted the type to have it in
     * @throws IOException with a message for the user
     */
    static Tensor read(TorchFile file, String name, StoredTensor stored, ScalarType wanted) throws IOException {
        PythonClass type = stored.storage().type();
        Kind kind = KINDS.get(type.module() + "." + type.name());
        if (kind == null) {
            throw new IOException("its " + name + " is stored as " + type.shown() + ", which import does not read");
        }
        if (!stored.isDense()) {
            throw new IOException("its " + name + " is a view with gaps, which import does not read");
        }
        byte[] bytes = file.read(stored.storage(), stored.offset() * kind.bytes(), stored.size() * kind.bytes());
        TensorOptions options = new TensorOptions(kind.type());
        Tensor values = torch.empty(new long[] {stored.size()}, options, new MemoryFormatOptional());
        new BytePointer(values.data_ptr()).capacity(bytes.length).put(bytes);
        return values.as_strided(numbers(stored.shape()), numbers(stored.strides()))
                .to(wanted)
                .contiguous();
    }

    private static long[] numbers(List<Long> list) {
        return list.stream().mapToLong(Long::longValue).toArray();
    }
}
