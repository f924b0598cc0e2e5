package io.lynceus.trainer.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One picture's labels as the ecosystem writes them: a line {@code class cx cy w h} or {@code class x1 y1 x2 y2 ...} (a
 * polygon) for each object, in fractions of the picture. Each line is the one or the other, whatever the others are.
 */
final class YoloLabels {
    /** Annotation tools round: what lies outside of the picture by less than this lies on its edge. */
    private static final float ROUNDING = 0.01f;

    private static final int BOX = 5;
    private static final int SMALLEST_POLYGON = 7;

    private YoloLabels() {}

    /**
     * Boxes in fractions of the picture.
     *
     * @param leftOut told of every line that teaches nothing: one that repeats another, an object without area
     * @throws IllegalArgumentException when a line says that there is something, and not what or where: then nobody
     *     knows what the picture shows. The message names the line
     */
    static List<LabelBox> parse(List<String> lines, LabelForm form, Consumer<String> leftOut) {
        Set<LabelBox> boxes = new LinkedHashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            LabelBox box;
            try {
                box = parse(line.split("\\s+"), form);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
            if (!(box.x2() > box.x1()) || !(box.y2() > box.y1())) {
                leftOut.accept("line " + (i + 1) + ": an object without width or height");
            } else if (!boxes.add(box)) {
                leftOut.accept("line " + (i + 1) + " repeats another");
            }
        }
        return new ArrayList<>(boxes);
    }

    private static LabelBox parse(String[] fields, LabelForm form) {
        boolean box = fields.length == BOX || fields.length == BOX + form.keyPointNumbers();
        if (!box && (fields.length < SMALLEST_POLYGON || fields.length % 2 == 0)) {
            throw new IllegalArgumentException(fields.length + " fields are neither a box nor a polygon");
        }
        float classId = number(fields[0]);
        if (classId != (int) classId || classId < 0 || classId >= form.classes()) {
            throw new IllegalArgumentException("class " + fields[0] + " of " + form.classes());
        }
        float[] places = new float[box ? BOX - 1 : fields.length - 1];
        for (int i = 0; i < places.length; i++) {
            places[i] = place(fields[i + 1]);
        }
        return box ? centred((int) classId, places) : around((int) classId, places);
    }

    private static float place(String field) {
        float value = number(field);
        if (!(value >= -ROUNDING && value <= 1 + ROUNDING)) {
            throw new IllegalArgumentException(field + " is outside 0..1");
        }
        return Math.min(Math.max(value, 0), 1);
    }

    private static float number(String field) {
        try {
            return Float.parseFloat(field);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + field + "' is not a number", e);
        }
    }

    private static LabelBox centred(int classId, float[] v) {
        return new LabelBox(classId, v[0] - v[2] / 2, v[1] - v[3] / 2, v[0] + v[2] / 2, v[1] + v[3] / 2);
    }

    private static LabelBox around(int classId, float[] v) {
        float x1 = 1;
        float y1 = 1;
        float x2 = 0;
        float y2 = 0;
        for (int i = 0; i < v.length; i += 2) {
            x1 = Math.min(x1, v[i]);
            x2 = Math.max(x2, v[i]);
            y1 = Math.min(y1, v[i + 1]);
            y2 = Math.max(y2, v[i + 1]);
        }
        return new LabelBox(classId, x1, y1, x2, y2);
    }
}
