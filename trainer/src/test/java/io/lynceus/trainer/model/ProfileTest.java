package io.lynceus.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
    @ParameterizedTest
    @CsvSource({
        "yolov9-t, 30,  3717680,  3674576,  16.53,  16.17",
        "yolov9-s, 30,  9804512,  9659168,  39.95,  39.06",
        "yolov9-m, 39, 32878432, 32667400, 133.02, 131.33",
        "yolov9-c, 39, 51182080, 50880768, 239.88, 237.64",
        "yolov9-e, 50, 69529664, 68669632, 245.53, 241.36",
        "gelan-t,  23,  2442640,  2407632,       ,   9.82",
        "gelan-s,  23,  7226208,  7105888,       ,  26.38",
        "gelan-m,  23, 20124000, 19978672,       ,  76.32",
        "gelan-c,  23, 25498752, 25288768,       , 102.15",
        "gelan-e,  43, 58114432, 57345920,       , 188.95",
    })
    void weighsAndCostsWhatTheAuthorsCodeDoes(
            String name, int layers, long size, long fusedSize, String operations, String fusedOperations) {
        Profile profile = Profile.of(Architecture.named(name), 80, 640, 640);

        assertThat(profile.layers()).isEqualTo(layers);
        assertThat(profile.size()).isEqualTo(size);
        assertThat(profile.fusedSize()).isEqualTo(fusedSize);
        assertThat(giga(profile.fusedOperations())).isEqualTo(fusedOperations);
        if (operations != null) {
            assertThat(giga(profile.operations())).isEqualTo(operations);
        }
    }

    private static String giga(long operations) {
        return String.format(Locale.ROOT, "%.2f", operations / 1e9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yolov9-t", "gelan-t"})
    void namesItsStateAsTheAuthorsCodeDoes(String name) throws IOException {
        List<String> entries = Profile.of(Architecture.named(name), 80, 32, 32).parameters().stream()
                .map(p -> (p.name() + " "
                                + p.shape().stream().map(String::valueOf).collect(Collectors.joining("x")))
                        .trim())
                .toList();

        assertThat(entries).isEqualTo(Reference.lines(name + ".keys"));
    }
}
