package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lynceus.vision.UserError;
import java.util.List;

/**
 * A point as a file has it, {@code [x, y]}: of a picture in fractions of its width and height, from its upper left
 * corner; of the ground in metres.
 */
public record Point(double x, double y) {
    public Point {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new UserError("a point's two numbers are finite");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Point of(List<Double> pair) {
        if (pair.size() != 2 || pair.contains(null)) {
            throw new UserError("a point is two numbers, such as [0.25, 0.8]");
        }
        return new Point(pair.get(0), pair.get(1));
    }

    @JsonValue
    List<Double> pair() {
        return List.of(x, y);
    }

    boolean inPicture() {
        return x >= 0 && x <= 1 && y >= 0 && y <= 1;
    }
}
