package io.lynceus.trainer.model;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The safetensors file format: eight bytes little-endian header length, a JSON header, raw little-endian values. Float32
 * and int64 are written; float32, float16, float64, bfloat16 and int64 are read.
 *
 * @param tensors by name, in file order; they belong to the PointerScope open at {@link #read}
 * @param metadata the file's {@code __metadata__}
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    /**
     * Reads a file whole.
     *
     * @throws io.lynceus.trainer.config.UserError when it is missing, unreadable or not whole
     */
    public static Safetensors read(Path file) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes atomically: a reader sees the old file or the new one, never half of it.
     *
     * @throws io.lynceus.trainer.config.RunError when it cannot be written
     */
    public void write(Path file) {
        throw new UnsupportedOperationException();
    }
}
