package io.lynceus.trainer.model;

import io.lynceus.vision.UserError;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words that a model file has for its choices: REP_CSP is rep-csp. */
final class Word {
    private Word() {}

    static String of(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E find(E[] choices, String key, String word) {
        return Arrays.stream(choices)
                .filter(choice -> of(choice).equals(word))
                .findFirst()
                .orElseThrow(() -> new UserError("no " + key + " '" + word + "'; there are "
                        + Arrays.stream(choices).map(Word::of).collect(Collectors.joining(", "))));
    }
}
