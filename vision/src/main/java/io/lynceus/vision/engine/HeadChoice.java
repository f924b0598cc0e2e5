package io.lynceus.vision.engine;

import io.lynceus.vision.UserError;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Pixels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of a model's outputs says what it sees, and how: by what its metadata says, what the user says and what the
 * shapes are after a run. What is no detector is refused by the name of what it is.
 *
 * @param model for messages
 * @param metadata of the model
 * @param asked by the user
 * @param names how many classes are named; 0 when nobody names them
 * @param pictures of the run
 * @param size of the pictures run on
 */
record HeadChoice(
        String model, Map<String, String> metadata, Convention asked, int names, int pictures, InputSize size) {
    private static final Set<String> DETECT = Set.of("detect", "detection", "object-detection");
    private static final int BOX = 4;
    /** An end-to-end network gives no more boxes. */
    private static final int MOST_BOXES = 2000;
    /** Anchors in each cell, of the networks that have several. */
    private static final int SHAPES = 3;

    /** So many numbers have most models of COCO's 80 classes with objectness, which say nothing about themselves. */
    private static final long COCO_WITH_OBJECTNESS = 85;

    /**
     * An output and what it means.
     *
     * @param pixels that the network wants
     * @param places which dimension of the output counts the anchors, and so goes with the size of the picture; 0 for
     *     none
     */
    record Chosen(Output output, Head head, Pixels pixels, int places) {}

    /**
     * @param inCells whether an output's boxes are in the measure of cells, as the run shows
     * @throws UserError when it is no detector, or one of a layout that is not run
     */
    Chosen of(List<Output> outputs, Predicate<Output> inCells) {
        checkTask(outputs);
        Output output = output(outputs);
        Layout said = asked.layout() != Layout.AUTO ? asked.layout() : said();
        Layout layout = said == Layout.AUTO ? byShape(output, inCells) : said;
        return new Chosen(output, head(layout, output), pixels(layout), layout.anchors());
    }

    private Pixels pixels(Layout layout) {
        String said = metadata.get("pixels");
        return asked.pixels() != null ? asked.pixels() : said != null ? Pixels.of(said) : layout.pixels();
    }

    private long cells() {
        return ModelLayout.cells(size);
    }

    private void checkTask(List<Output> outputs) {
        String task = metadata.get("task");
        if (task == null) {
            task = taskByShape(outputs);
        }
        if (!DETECT.contains(task)) {
            throw new UserError("the model " + model + " is one to " + task + ", wanted: one to detect");
        }
    }

    /** What a model that does not say is made for, as far as its outputs tell. */
    private String taskByShape(List<Output> outputs) {
        if (metadata.containsKey("kpt_shape")) {
            return "pose";
        }
        if (outputs.stream().noneMatch(output -> output.rank() > 2)) {
            return "classify";
        }
        // The masks that the coefficients of each box are for.
        boolean masks = outputs.stream()
                .anyMatch(output -> output.rank() == 4
                        && outputs.stream()
                                .anyMatch(rows -> rows.rank() == 3
                                        && names > 0
                                        && (rows.shape()[1] == BOX + names + output.shape()[1]
                                                || rows.shape()[2] == BOX + names + output.shape()[1])));
        boolean unnamed = names == 0
                && outputs.size() == 2
                && outputs.stream().anyMatch(output -> output.rank() == 4 && output.shape()[1] == 32);
        return masks || unnamed ? "segment" : "detect";
    }

    private Output output(List<Output> outputs) {
        List<Output> rows =
                outputs.stream().filter(output -> output.rank() == 3).toList();
        if (outputs.stream().anyMatch(boxes -> outputs.stream().anyMatch(scores -> areChosen(boxes, scores)))) {
            throw wrong(outputs, "it has a suppression of its own in it, so export it without");
        }
        if (rows.isEmpty() || rows.get(0).shape()[0] != pictures) {
            throw wrong(outputs, "");
        }
        Output first = Stream.of(Apart.JOINED, "output0")
                .flatMap(name -> rows.stream().filter(output -> output.name().equals(name)))
                .findFirst()
                .orElse(rows.get(0));
        // YOLOv9 with its auxiliary branch: that one's answer comes first, in the same shape.
        return rows.stream()
                .filter(output -> Arrays.equals(output.shape(), first.shape()))
                .reduce((one, next) -> next)
                .orElse(first);
    }

    /** The boxes that a suppression has left, and the one score of each: of TensorRT's, YOLO-NAS's. */
    private static boolean areChosen(Output boxes, Output scores) {
        return boxes.rank() == 3
                && scores.rank() == 2
                && boxes.shape()[2] == BOX
                && boxes.shape()[1] == scores.shape()[1];
    }

    private Layout said() {
        if ("true".equalsIgnoreCase(metadata.get("end2end"))) {
            return Layout.END2END;
        }
        String layout = metadata.get("layout");
        return layout == null ? Layout.AUTO : Layout.of(layout);
    }

    private Layout byShape(Output output, Predicate<Output> inCells) {
        long second = output.shape()[1];
        long third = output.shape()[2];
        if (output.name().equals(Apart.JOINED)) {
            return Layout.APART;
        }
        if (second > BOX && third == cells()) {
            return Layout.PLAIN;
        }
        if (third == BOX + 2 && second <= MOST_BOXES && second != cells() && second != SHAPES * cells()) {
            return Layout.END2END;
        }
        boolean mayHaveObjectness = names > 0 ? third == BOX + 1 + names : third > BOX + 1;
        if (second == cells() && mayHaveObjectness && inCells.test(output)) {
            return Layout.YOLOX;
        }
        if (names > 0 && mayHaveObjectness) {
            return Layout.OBJECTNESS;
        }
        if (second == SHAPES * cells() || (second == cells() && third == COCO_WITH_OBJECTNESS && names == 0)) {
            throw wrong(
                    List.of(output),
                    "it does not say whether a row is 4 + classes or 5 + classes: say --layout transposed or"
                            + " --layout objectness");
        }
        if (second == cells() && third > BOX) {
            return Layout.TRANSPOSED;
        }
        throw wrong(List.of(output), "");
    }

    private Head head(Layout layout, Output output) {
        long second = output.shape()[1];
        long third = output.shape()[2];
        long classes = switch (layout) {
            case AUTO, PLAIN -> second - BOX;
            case TRANSPOSED -> third - BOX;
            case OBJECTNESS -> third - BOX - 1;
            case YOLOX -> second == cells() ? third - BOX - 1 : 0;
            case APART -> output.name().equals(Apart.JOINED) ? third - BOX : 0;
            case END2END -> third == BOX + 2 ? Math.max(1, names) : 0;
        };
        if (classes < 1 || classes > Integer.MAX_VALUE - BOX) {
            throw wrong(List.of(output), "that is not " + layout);
        }
        int count = (int) classes;
        return switch (layout) {
            case AUTO, PLAIN -> new AnchorHead(count);
            case TRANSPOSED -> new RowHead(count, false, RowBox.CENTRE);
            case OBJECTNESS -> new RowHead(count, true, RowBox.CENTRE);
            case YOLOX -> new RowHead(count, true, new CellBox(size));
            case APART -> new RowHead(count, false, RowBox.CORNERS);
            case END2END -> new EndToEndHead(names);
        };
    }

    private UserError wrong(List<Output> outputs, String why) {
        String found = outputs.stream().map(Output::toString).collect(Collectors.joining(", "));
        return new UserError("the model " + model + " has another layout: its output is " + found
                + (why.isEmpty() ? "" : ": " + why)
                + "; wanted: [N, 4 + classes, anchors] with 8, 16 and 32 pixels to an anchor, here [" + pictures
                + ", 4 + classes, " + cells() + "]");
    }
}
