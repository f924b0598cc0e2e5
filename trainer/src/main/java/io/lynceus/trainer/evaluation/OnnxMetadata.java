package io.lynceus.trainer.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the ecosystem's exporters write into an ONNX file's metadata_props: Python values as text. */
final class OnnxMetadata {
    private static final Pattern ENTRY =
            Pattern.compile("(\\d+)\\s*:\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\")");
    private static final Pattern ELEMENT = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private OnnxMetadata() {}

    /** {@code {0: 'person', 1: 'car'}} or {@code ['person', 'car']}; empty where it is neither, or an index is missing. */
    static List<String> names(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        Map<Integer, String> byIndex = new TreeMap<>();
        boolean list = text.strip().startsWith("[");
        Matcher matcher = (list ? ELEMENT : ENTRY).matcher(text);
        int first = list ? 1 : 2;
        while (matcher.find()) {
            String name = matcher.group(first) != null ? matcher.group(first) : matcher.group(first + 1);
            byIndex.put(list ? byIndex.size() : Integer.parseInt(matcher.group(1)), name.replaceAll("\\\\(.)", "$1"));
        }
        List<String> names = new ArrayList<>(byIndex.values());
        return byIndex.containsKey(names.size() - 1) ? names : List.of();
    }

    /** {@code [384, 640]}, height first, or {@code 640}; null where it is neither. */
    static @Nullable InputSize size(@Nullable String text) {
        if (text == null) {
            return null;
        }
        List<Integer> numbers = NUMBER.matcher(text)
                .results()
                .map(r -> Integer.valueOf(r.group()))
                .toList();
        return numbers.isEmpty() || numbers.get(0) < 1 || numbers.get(numbers.size() - 1) < 1
                ? null
                : new InputSize(numbers.get(0), numbers.get(numbers.size() - 1));
    }
}
