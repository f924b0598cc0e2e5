package io.lynceus.trainer.weights;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.lynceus.vision.Nearest;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The weights that are known by name: those under MIT first. */
public record Catalogue(List<Published> entries) {
    public Catalogue {
        entries = List.copyOf(entries);
    }

    /** The one that comes with the trainer. */
    public static Catalogue read() {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.yaml")) {
            return new Catalogue(
                    new YAMLMapper().readValue(Objects.requireNonNull(in), new TypeReference<List<Published>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Published> find(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** @throws UserError when there are none of that name */
    public Published named(String name) {
        List<String> names = entries.stream().map(Published::name).toList();
        return find(name)
                .orElseThrow(() -> new UserError("no weights named " + name + Nearest.question(name, names)
                        + "; './lynceus weights list' shows those that are known"));
    }
}
