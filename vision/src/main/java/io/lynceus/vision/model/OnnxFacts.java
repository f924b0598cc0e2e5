package io.lynceus.vision.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is looked at in an ONNX file before a runtime gets it: that it is one, which other files it takes values from,
 * and that no shape in it is beyond reason. A runtime trusts all that. Field numbers are those of onnx.proto.
 */
public final class OnnxFacts {
    /** Graphs within graphs. */
    private static final int DEEPEST = 8;

    /** So that each dimension is an int, too. */
    private static final double MOST_VALUES = Integer.MAX_VALUE;
    /** Of an attribute, looked at; shapes and strides have fewer. */
    private static final int MOST_NUMBERS = 64;

    private final List<Map<String, String>> external = new ArrayList<>();
    private final List<OnnxInput> inputs = new ArrayList<>();
    private final Set<String> constants = new HashSet<>();
    private boolean graph;

    private OnnxFacts() {}

    /** @throws IllegalArgumentException when it is no ONNX file, or a hostile one: a few words why */
    public static OnnxFacts of(byte[] model) {
        OnnxFacts facts = new OnnxFacts();
        Protobuf message = Protobuf.of(model);
        while (message.next()) {
            switch (message.field()) {
                case 7 -> facts.graph(message.message(), 1);
                case 20 -> throw new IllegalArgumentException("it has training steps");
                case 25 -> facts.function(message.message());
                default -> {}
            }
        }
        if (!facts.graph) {
            throw new IllegalArgumentException("it has no graph");
        }
        return facts;
    }

    /** What a runtime is to be given; old files have their constants among the inputs too. */
    public List<OnnxInput> inputs() {
        return inputs.stream()
                .filter(input -> !constants.contains(input.name()))
                .toList();
    }

    /** Of each constant whose values lie in another file: location, offset, length as the file has them. */
    List<Map<String, String>> external() {
        return external;
    }

    private void graph(Protobuf message, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("graphs lie too deep in each other");
        }
        graph = true;
        List<OnnxNode> nodes = new ArrayList<>();
        Map<String, List<Double>> constants = new HashMap<>();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> nodes.add(node(message.message(), constants, depth));
                case 5 -> {
                    OnnxTensor tensor = tensor(message.message());
                    constants.put(tensor.name(), tensor.values());
                }
                case 11 -> {
                    valueInfo(message.message());
                    if (depth == 1) {
                        inputs.add(OnnxInput.read(message.message()));
                    }
                }
                case 12, 13 -> valueInfo(message.message());
                case 15 -> sparse(message.message());
                default -> {}
            }
        }
        nodes.forEach(node -> node.check(constants));
        if (depth == 1) {
            this.constants.addAll(constants.keySet());
        }
    }

    private void function(Protobuf message) {
        List<OnnxNode> nodes = new ArrayList<>();
        Map<String, List<Double>> constants = new HashMap<>();
        while (message.next()) {
            if (message.field() == 7) {
                nodes.add(node(message.message(), constants, 1));
            }
        }
        nodes.forEach(node -> node.check(constants));
    }

    /** @param constants gets the values of a node that is a constant */
    private OnnxNode node(Protobuf message, Map<String, List<Double>> constants, int depth) {
        List<String> inputs = new ArrayList<>();
        String output = "";
        String operator = "";
        List<Protobuf> attributes = new ArrayList<>();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> inputs.add(message.text());
                case 2 -> output = message.text();
                case 4 -> operator = message.text();
                case 5 -> attributes.add(message.message());
                default -> {}
            }
        }
        OnnxNode node = new OnnxNode(operator, inputs);
        for (Protobuf attribute : attributes) {
            List<Double> values = attribute(attribute, node, depth);
            if (operator.equals("Constant")) {
                constants.put(output, values);
            }
        }
        return node;
    }

    /** The values of the small constant that it has, if it has one. */
    private List<Double> attribute(Protobuf message, OnnxNode node, int depth) {
        String name = "";
        List<Long> numbers = new ArrayList<>();
        List<Double> values = List.of();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> name = message.text();
                case 3, 8 ->
                    message.numbers(number -> {
                        if (numbers.size() < MOST_NUMBERS) {
                            numbers.add(number);
                        }
                    });
                case 5, 10 -> values = tensor(message.message()).values();
                case 6, 11 -> graph(message.message(), depth + 1);
                case 22, 23 -> sparse(message.message());
                default -> {}
            }
        }
        node.check(name, numbers);
        return numbers.isEmpty()
                ? values
                : numbers.stream().map(Long::doubleValue).toList();
    }

    private OnnxTensor tensor(Protobuf message) {
        OnnxTensor tensor = OnnxTensor.read(message);
        checkShape("constant " + tensor.name(), tensor.dimensions(), 0);
        if (tensor.external() != null) {
            external.add(tensor.external());
        }
        return tensor;
    }

    private void sparse(Protobuf message) {
        List<Long> dimensions = new ArrayList<>();
        while (message.next()) {
            switch (message.field()) {
                case 1, 2 -> tensor(message.message());
                case 3 -> message.numbers(dimensions::add);
                default -> {}
            }
        }
        checkShape("sparse constant", dimensions, 0);
    }

    /**
     * ValueInfoProto: 1 name, 2 type; TypeProto: 1 tensor_type; Tensor: 2 shape; TensorShapeProto: 1 dim; 1 dim_value.
     */
    private static void valueInfo(Protobuf message) {
        String name = "";
        List<Long> dimensions = new ArrayList<>();
        while (message.next()) {
            if (message.field() == 1) {
                name = message.text();
            } else if (message.field() == 2) {
                below(message.message(), List.of(1, 2, 1), dimensions);
            }
        }
        checkShape(name, dimensions, -1);
    }

    private static void below(Protobuf message, List<Integer> path, List<Long> dimensions) {
        while (message.next()) {
            if (path.isEmpty() && message.field() == 1) {
                dimensions.add(message.number());
            } else if (!path.isEmpty() && message.field() == path.get(0)) {
                below(message.message(), path.subList(1, path.size()), dimensions);
            }
        }
    }

    private static void checkShape(String what, List<Long> dimensions, long least) {
        double values = 1;
        for (long dimension : dimensions) {
            if (dimension < least) {
                throw new IllegalArgumentException(what + " has the shape " + dimensions);
            }
            values *= Math.max(1, dimension);
        }
        if (values > MOST_VALUES) {
            throw new IllegalArgumentException(what + " has the shape " + dimensions + ", more than any detector");
        }
    }
}
