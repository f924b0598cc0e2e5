package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Picture;
import java.util.Arrays;
import java.util.List;

/**
 * How a picture lies in a model's input: scaled by one ratio, centred, the rest grey. The processor does the same, see
 * its decode package.
 *
 * @param originalWidth pixels of the source
 * @param originalHeight pixels of the source
 * @param input the model's input
 */
record Letterbox(int originalWidth, int originalHeight, InputSize input) {
    private static final byte FILL = 114;

    /** The smallest multiple of 32 around a picture that was loaded at its final scale. */
    static InputSize rectangleAround(Picture loaded) {
        return new InputSize((loaded.height() + 31) / 32 * 32, (loaded.width() + 31) / 32 * 32);
    }

    /** Input pixels per source pixel. */
    double ratio() {
        return Math.min((double) input.width() / originalWidth, (double) input.height() / originalHeight);
    }

    int innerWidth() {
        return (int) Math.round(originalWidth * ratio());
    }

    int innerHeight() {
        return (int) Math.round(originalHeight * ratio());
    }

    /** Grey columns on the left; the odd one goes to the right. */
    int left() {
        return (int) Math.round((input.width() - innerWidth()) / 2.0 - 0.1);
    }

    /** Grey rows above; the odd one goes below. */
    int top() {
        return (int) Math.round((input.height() - innerHeight()) / 2.0 - 0.1);
    }

    /**
     * Writes the picture as three planes.
     *
     * @param picture scaled to the inner size already
     * @param offset where in {@code planes} the red plane starts
     */
    void write(Picture picture, byte[] planes, int offset) {
        int area = input.height() * input.width();
        Arrays.fill(planes, offset, offset + 3 * area, FILL);
        byte[] rgb = picture.rgb();
        int from = 0;
        for (int y = 0; y < picture.height(); y++) {
            int to = offset + (y + top()) * input.width() + left();
            for (int x = 0; x < picture.width(); x++, to++, from += 3) {
                planes[to] = rgb[from];
                planes[to + area] = rgb[from + 1];
                planes[to + 2 * area] = rgb[from + 2];
            }
        }
    }

    /** Boxes of the input as boxes of the source, clipped to it. */
    List<Detection> toSource(List<Detection> boxes) {
        double ratio = ratio();
        return boxes.stream()
                .map(box -> new Detection(
                        box.classId(),
                        box.score(),
                        clip((box.x1() - left()) / ratio, originalWidth),
                        clip((box.y1() - top()) / ratio, originalHeight),
                        clip((box.x2() - left()) / ratio, originalWidth),
                        clip((box.y2() - top()) / ratio, originalHeight)))
                .toList();
    }

    /** Labels of a picture as loaded, as labels of the source. */
    static List<LabelBox> labelsToSource(List<LabelBox> labels, double scaleX, double scaleY) {
        return labels.stream()
                .map(b -> new LabelBox(
                        b.classId(),
                        (float) (b.x1() * scaleX),
                        (float) (b.y1() * scaleY),
                        (float) (b.x2() * scaleX),
                        (float) (b.y2() * scaleY)))
                .toList();
    }

    private static float clip(double value, int end) {
        return (float) Math.max(0, Math.min(end, value));
    }
}
