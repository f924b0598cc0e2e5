package io.lynceus.trainer.model;

/**
 * The centres of the cells that predict, by stride (8, 16, 32), then row, then column.
 *
 * @param x in units of the cell's stride
 * @param y in units of the cell's stride
 * @param stride pixels per unit
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record AnchorPoints(float[] x, float[] y, float[] stride) {
    /** Pixels per cell of the three levels. */
    public static final int[] STRIDES = {8, 16, 32};

    /** The points of an input of that size in pixels, both multiples of 32. */
    public static AnchorPoints of(int height, int width) {
        int count = 0;
        for (int s : STRIDES) {
            count += (height / s) * (width / s);
        }
        AnchorPoints points = new AnchorPoints(new float[count], new float[count], new float[count]);
        int at = 0;
        for (int s : STRIDES) {
            for (int row = 0; row < height / s; row++) {
                for (int column = 0; column < width / s; column++, at++) {
                    points.x[at] = column + 0.5f;
                    points.y[at] = row + 0.5f;
                    points.stride[at] = s;
                }
            }
        }
        return points;
    }

    /** How many there are. */
    public int count() {
        return x.length;
    }
}
