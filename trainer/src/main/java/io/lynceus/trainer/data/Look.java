package io.lynceus.trainer.data;

import io.lynceus.vision.Reason;
import io.lynceus.vision.TextFile;
import io.lynceus.vision.pixels.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a picture and its labels brings: the picture is decoded
 * whole, for a broken one must be found now and not in the middle of training.
 *
 * @param width upright, pixels; 0 for a picture that is not to be used
 * @param height upright, pixels; 0 for a picture that is not to be used
 * @param boxes in fractions of the picture
 * @param fault why the picture is not to be used; empty for one that is
 * @param labelFault what was left out of its labels; empty for nothing
 */
record Look(int width, int height, List<LabelBox> boxes, String fault, String labelFault) {
    private static final int SMALLEST = 10;

    Look {
        boxes = List.copyOf(boxes);
    }

    private static Look unusable(String fault) {
        return new Look(0, 0, List.of(), fault, "");
    }

    /**
     * Decodes and reads.
     *
     * @param labels in YOLO's form; null for none, and need not exist
     * @param form of the labels
     */
    static Look at(Path picture, @Nullable Path labels, LabelForm form) {
        int[] size;
        try {
            size = PictureReader.decode(picture, frame -> {
                Turn turn = Turn.of(frame);
                return new int[] {turn.width(frame), turn.height(frame)};
            });
        } catch (IOException e) {
            return unusable(e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage()));
        }
        if (Math.min(size[0], size[1]) < SMALLEST) {
            return unusable("smaller than " + SMALLEST + " pixels");
        }
        if (labels == null || !Files.exists(labels)) {
            return new Look(size[0], size[1], List.of(), "", "");
        }
        List<String> problems = new ArrayList<>();
        try {
            List<LabelBox> boxes = YoloLabels.parse(TextFile.lines(labels), form, problems::add);
            String left = problems.isEmpty() ? "" : problems.size() + " lines left out: " + problems.get(0);
            return new Look(size[0], size[1], boxes, "", left);
        } catch (IllegalArgumentException e) {
            // The object of a line that nobody understands must not be taught as background.
            return unusable("its labels are wrong, " + e.getMessage());
        } catch (IOException e) {
            return unusable("its labels cannot be read: " + Reason.of(e));
        }
    }

    /** Says what is wrong, if anything is. */
    void report(Path picture, @Nullable Path labels, Findings findings) {
        if (!isUsable()) {
            findings.add(picture, fault + "; left out");
        } else if (labels != null && !labelFault.isEmpty()) {
            findings.add(labels, labelFault);
        }
    }

    boolean isUsable() {
        return fault.isEmpty();
    }
}
