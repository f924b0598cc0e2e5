package io.lynceus.trainer.data;

import io.lynceus.vision.Reason;
import io.lynceus.vision.TextFile;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A video's table of labels: rows of frame (from 1), class name, x and y of the upper left corner, width, height, in
 * pixels of the video, and optionally a score, which is not used; # starts a comment.
 */
final class FrameLabels {
    private FrameLabels() {}

    /** Boxes by frame number. Frames without a row have no entry. */
    static Map<Integer, List<LabelBox>> read(Path csv, List<String> names) {
        List<String> lines;
        try {
            lines = TextFile.lines(csv);
        } catch (IOException e) {
            throw new UserError(csv + ": cannot be read as text: " + Reason.of(e), e);
        }
        Map<Integer, List<LabelBox>> boxes = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                addRow(boxes, line, names, csv + ":" + (i + 1));
            }
        }
        return boxes;
    }

    private static void addRow(Map<Integer, List<LabelBox>> boxes, String line, List<String> names, String place) {
        String[] fields = line.split("\\s*,\\s*", -1);
        if (fields.length < 6 || fields.length > 7) {
            throw new UserError(
                    place + ": " + fields.length + " fields; a row is frame,class,x,y,w,h and maybe a score");
        }
        int classId = names.indexOf(fields[1]);
        if (classId < 0) {
            throw new UserError(place + ": unknown class '" + fields[1] + "'; names has " + String.join(", ", names));
        }
        try {
            int frame = Integer.parseInt(fields[0]);
            float x = Float.parseFloat(fields[2]);
            float y = Float.parseFloat(fields[3]);
            float width = Float.parseFloat(fields[4]);
            float height = Float.parseFloat(fields[5]);
            if (frame < 1 || !(width > 0) || !(height > 0) || !Float.isFinite(x + y + width + height)) {
                throw new UserError(place + ": frames count from 1, and a box has a width and a height above 0");
            }
            boxes.computeIfAbsent(frame, key -> new ArrayList<>())
                    .add(new LabelBox(classId, x, y, x + width, y + height));
        } catch (NumberFormatException e) {
            throw new UserError(place + ": not a number: " + e.getMessage(), e);
        }
    }
}
