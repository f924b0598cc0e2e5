package io.lynceus.trainer.augment;

import io.lynceus.trainer.data.LabelBox;

/**
 * A projective map of the plane, rows first. Points are columns: {@code a.times(b)} does b first.
 *
 * @param m nine numbers
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Matrix(double[] m) {
    static Matrix shift(double x, double y) {
        return new Matrix(new double[] {1, 0, x, 0, 1, y, 0, 0, 1});
    }

    static Matrix perspective(double x, double y) {
        return new Matrix(new double[] {1, 0, 0, 0, 1, 0, x, y, 1});
    }

    /** Anticlockwise as seen, since rows count downwards. */
    static Matrix rotation(double radians, double scale) {
        double cos = scale * Math.cos(radians);
        double sin = scale * Math.sin(radians);
        return new Matrix(new double[] {cos, sin, 0, -sin, cos, 0, 0, 0, 1});
    }

    static Matrix shear(double x, double y) {
        return new Matrix(new double[] {1, x, 0, y, 1, 0, 0, 0, 1});
    }

    Matrix times(Matrix right) {
        double[] product = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int k = 0; k < 3; k++) {
                    product[row * 3 + column] += m[row * 3 + k] * right.m[k * 3 + column];
                }
            }
        }
        return new Matrix(product);
    }

    /** The way back. */
    Matrix inverse() {
        double[] inverse = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                inverse[column * 3 + row] = at(row + 1, column + 1) * at(row + 2, column + 2)
                        - at(row + 1, column + 2) * at(row + 2, column + 1);
            }
        }
        double determinant = m[0] * inverse[0] + m[1] * inverse[3] + m[2] * inverse[6];
        for (int i = 0; i < 9; i++) {
            inverse[i] /= determinant;
        }
        return new Matrix(inverse);
    }

    private double at(int row, int column) {
        return m[row % 3 * 3 + column % 3];
    }

    boolean isAffine() {
        return m[6] == 0 && m[7] == 0;
    }

    /** The upright box around where the four corners go, clipped to a square of {@code size}. */
    LabelBox around(LabelBox box, int size) {
        double x1 = Double.POSITIVE_INFINITY;
        double y1 = Double.POSITIVE_INFINITY;
        double x2 = Double.NEGATIVE_INFINITY;
        double y2 = Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 4; corner++) {
            double x = corner % 2 == 0 ? box.x1() : box.x2();
            double y = corner < 2 ? box.y1() : box.y2();
            double w = m[6] * x + m[7] * y + m[8];
            double toX = (m[0] * x + m[1] * y + m[2]) / w;
            double toY = (m[3] * x + m[4] * y + m[5]) / w;
            x1 = Math.min(x1, toX);
            y1 = Math.min(y1, toY);
            x2 = Math.max(x2, toX);
            y2 = Math.max(y2, toY);
        }
        return new LabelBox(box.classId(), clip(x1, size), clip(y1, size), clip(x2, size), clip(y2, size));
    }

    private static float clip(double value, int limit) {
        return (float) Math.min(Math.max(value, 0), limit);
    }
}
