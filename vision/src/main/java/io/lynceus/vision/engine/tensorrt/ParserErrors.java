package io.lynceus.vision.engine.tensorrt;

import org.jspecify.annotations.Nullable;

/** What TensorRT's ONNX parser cannot take, in one line. */
final class ParserErrors {
    private ParserErrors() {}

    /**
     * @param node its place in the graph, negative when the error is not about one
     * @param name of the node, perhaps empty
     * @param operator such as NonMaxSuppression, perhaps empty
     * @param description from the parser, perhaps of several lines
     */
    static String line(int node, @Nullable String name, @Nullable String operator, @Nullable String description) {
        String what = description == null
                ? ""
                : String.join(" ", description.lines().map(String::strip).toList());
        if (node < 0 && isEmpty(name) && isEmpty(operator)) {
            return what;
        }
        return (isEmpty(operator) ? "node" : operator) + " " + (isEmpty(name) ? "number " + node : "'" + name + "'")
                + ": " + what;
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
