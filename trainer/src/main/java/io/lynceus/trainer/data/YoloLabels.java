package io.lynceus.trainer.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One picture's labels as the ecosystem writes them: a line {@code class cx cy w h} or {@code class x1 y1 x2 y2 ...} (a
 * polygon) for each object, in fractions of the picture. If any line has more than six fields, all are polygons.
 */
final class YoloLabels {
    private YoloLabels() {}

    /**
     * Boxes in fractions of the picture.
     *
     * @param classes lines of a class from this on are left out
     * @param problems told of every line that is left out
     */
    static List<LabelBox> parse(List<String> lines, int classes, Consumer<String> problems) {
        boolean polygons = lines.stream().anyMatch(line -> fields(line).length > 6);
        Set<LabelBox> boxes = new LinkedHashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            try {
                if (!boxes.add(parse(fields(lines.get(i)), polygons, classes))) {
                    problems.accept("line " + (i + 1) + " repeats another");
                }
            } catch (IllegalArgumentException e) {
                problems.accept("line " + (i + 1) + ": " + e.getMessage());
            }
        }
        return new ArrayList<>(boxes);
    }

    private static String[] fields(String line) {
        return line.strip().split("\\s+");
    }

    private static LabelBox parse(String[] fields, boolean polygon, int classes) {
        if (polygon ? fields.length < 7 || fields.length % 2 == 0 : fields.length != 5) {
            throw new IllegalArgumentException(fields.length + " fields are neither a box nor a polygon");
        }
        float[] values = new float[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = number(fields[i]);
            if (i > 0 && !(values[i] >= 0 && values[i] <= 1)) {
                throw new IllegalArgumentException(fields[i] + " is outside 0..1");
            }
        }
        int classId = (int) values[0];
        if (classId != values[0] || classId < 0 || classId >= classes) {
            throw new IllegalArgumentException("class " + fields[0] + " of " + classes);
        }
        LabelBox box = polygon ? around(classId, values) : centred(classId, values);
        if (!(box.x2() > box.x1()) || !(box.y2() > box.y1())) {
            throw new IllegalArgumentException("an object without width or height");
        }
        return box;
    }

    private static float number(String field) {
        try {
            return Float.parseFloat(field);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + field + "' is not a number", e);
        }
    }

    private static LabelBox centred(int classId, float[] v) {
        return new LabelBox(classId, v[1] - v[3] / 2, v[2] - v[4] / 2, v[1] + v[3] / 2, v[2] + v[4] / 2);
    }

    private static LabelBox around(int classId, float[] v) {
        float x1 = 1;
        float y1 = 1;
        float x2 = 0;
        float y2 = 0;
        for (int i = 1; i < v.length; i += 2) {
            x1 = Math.min(x1, v[i]);
            x2 = Math.max(x2, v[i]);
            y1 = Math.min(y1, v[i + 1]);
            y2 = Math.max(y2, v[i + 1]);
        }
        return new LabelBox(classId, x1, y1, x2, y2);
    }
}
