package io.lynceus.vision.engine.tensorrt;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.YuvOnCard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;

/** The kernel's own source as a program for this machine, by its C compiler. */
final class KernelOnCores {
    private static final Path COMPILER = Path.of("/usr/bin/gcc");

    private final Path folder;
    private final Path program;

    KernelOnCores(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.program = folder.resolve("kernel");
        // All of it is C but for how a C++ compiler is told to leave a name as it is.
        Files.writeString(folder.resolve("kernel.c"), LetterboxKernel.source().replace("extern \"C\" ", ""));
        Path around = folder.resolve("cores.c");
        try (InputStream in = Objects.requireNonNull(KernelOnCores.class.getResourceAsStream("cores.c"))) {
            Files.writeString(around, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        run(List.of(COMPILER.toString(), "-O2", "-o", program.toString(), around.toString(), "-lm"));
    }

    static boolean canBeMade() {
        return Files.isExecutable(COMPILER);
    }

    /**
     * Planes of red, green and blue.
     *
     * @param bytes of the picture
     * @param picture as if it lay at address 0
     */
    byte[] planes(BytePointer bytes, YuvOnCard picture, Letterbox box) throws IOException, InterruptedException {
        byte[] array = new byte[(int) bytes.capacity()];
        bytes.get(array);
        Path in = Files.write(folder.resolve("in"), array);
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>();
        command.addAll(List.of(
                program.toString(), in.toString(), out.toString(), String.valueOf(picture.chroma() - picture.luma())));
        for (int number : LetterboxKernel.whole(picture, box)) {
            command.add(String.valueOf(number));
        }
        for (float factor : LetterboxKernel.factors(picture)) {
            command.add(String.valueOf(factor));
        }
        run(command);
        return Files.readAllBytes(out);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(command.get(0) + " ended with code " + process.exitValue());
        }
    }
}
