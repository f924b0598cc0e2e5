package io.lynceus.trainer.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A checkpoint of the authors' code and what their code answers with it, from the fixtures' folder. */
record OfficialOutput(Path checkpoint, Path images, Path output) {
    static Stream<OfficialOutput> all() throws IOException {
        String root = System.getProperty("parity.fixtures");
        if (root == null) {
            return Stream.empty();
        }
        Path outputs = Path.of(root, "checkpoint_outputs");
        Path images = outputs.resolve("input/ckpt_input_2x3x256x256.bin");
        try (Stream<Path> files = Files.list(Path.of(root, "checkpoints"))) {
            List<Path> checkpoints = files.filter(file -> file.toString().endsWith(".pt"))
                    .sorted()
                    .toList();
            return checkpoints.stream()
                    .map(file -> new OfficialOutput(
                            file,
                            images,
                            outputs.resolve(file.getFileName().toString().replaceFirst("\\.pt$", ""))
                                    .resolve("eval_decoded_main.bin")));
        }
    }

    float[] image() throws IOException {
        return floats(images);
    }

    float[] answer() throws IOException {
        return floats(output);
    }

    private static float[] floats(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
