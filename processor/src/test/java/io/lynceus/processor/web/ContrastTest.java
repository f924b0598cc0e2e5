package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page's colours can be told apart by those who see little (WCAG 2.2: 1.4.3 and 1.4.11, level AA). */
class ContrastTest {
    private static final Pattern ROOT = Pattern.compile(":root \\{([^}]*)}");
    private static final Pattern COLOUR = Pattern.compile("--([a-z]+): #([0-9a-f]{6});");

    @Test
    void wordsAndControlsStandOutFromTheirGroundByDayAndByNight() throws IOException {
        Matcher root = ROOT.matcher(css());
        for (String scheme : List.of("light", "dark")) {
            assertThat(root.find()).isTrue();
            Map<String, Integer> colours = new HashMap<>();
            Matcher colour = COLOUR.matcher(root.group(1));
            while (colour.find()) {
                colours.put(colour.group(1), Integer.parseInt(colour.group(2), 16));
            }
            for (String ground : List.of("ground", "card", "code", "picture")) {
                for (String words : List.of("text", "soft", "accent", "bad", "wait")) {
                    assertThat(contrast(colours, words, ground))
                            .as("%s: %s on %s", scheme, words, ground)
                            .isGreaterThanOrEqualTo(4.5);
                }
            }
            assertThat(contrast(colours, "edge", "card")).as(scheme).isGreaterThanOrEqualTo(3);
            assertThat(contrast(colours, "edge", "ground")).as(scheme).isGreaterThanOrEqualTo(3);
        }
    }

    private static double contrast(Map<String, Integer> colours, String one, String other) {
        double first = luminance(Objects.requireNonNull(colours.get(one)));
        double second = luminance(Objects.requireNonNull(colours.get(other)));
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int value) {
        double part = value / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private static String css() throws IOException {
        try (InputStream in = Objects.requireNonNull(ContrastTest.class.getResourceAsStream("/web/page.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
