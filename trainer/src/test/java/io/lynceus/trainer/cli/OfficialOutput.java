package io.lynceus.trainer.cli;

import io.lynceus.trainer.parity.Fixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A checkpoint of the authors' code and what their code answers with it. */
record OfficialOutput(Path checkpoint, Fixture outputs) {
    /** The name that the input images are made of. */
    static final String IMAGES = "ckpt_input";

    /** Those with outputs; all others are in {@link #checkpoints}. */
    static List<OfficialOutput> all() {
        Path checkpoints = Fixture.root().resolve("checkpoints");
        return Fixture.all("checkpoint_outputs").stream()
                .map(outputs -> new OfficialOutput(checkpoints.resolve(outputs.name() + ".pt"), outputs))
                .toList();
    }

    /** Every checkpoint there is. */
    static List<Path> checkpoints() {
        Path folder = Fixture.root().resolve("checkpoints");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pt"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
