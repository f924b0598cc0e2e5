package io.lynceus.processor.tracking;

import io.lynceus.vision.boxes.Detection;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;

/** Where a box lies: its middle and its size, in heights of the picture. */
record Place(double x, double y, double width, double height) {
    static final double LEAST = 1e-4;

    static Place of(Detection box, double aspect) {
        return new Place(
                (box.x1() + box.x2()) / 2 * aspect,
                (box.y1() + box.y2()) / 2,
                Math.max(LEAST, (box.x2() - box.x1()) * aspect),
                Math.max(LEAST, box.y2() - box.y1()));
    }

    /** On the straight way to another one, 0 at this and 1 at that. */
    Place towards(Place other, double part) {
        return new Place(
                x + (other.x - x) * part,
                y + (other.y - y) * part,
                width + (other.width - width) * part,
                height + (other.height - height) * part);
    }

    /** Intersection over union, 0..1. */
    double iou(Place other) {
        double across =
                Math.min(x + width / 2, other.x + other.width / 2) - Math.max(x - width / 2, other.x - other.width / 2);
        double down = Math.min(y + height / 2, other.y + other.height / 2)
                - Math.max(y - height / 2, other.y - other.height / 2);
        double overlap = Math.max(0, across) * Math.max(0, down);
        return overlap / (width * height + other.width * other.height - overlap);
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(x);
        out.writeDouble(y);
        out.writeDouble(width);
        out.writeDouble(height);
    }

    static Place read(DataInputStream in) throws IOException {
        return new Place(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }
}
