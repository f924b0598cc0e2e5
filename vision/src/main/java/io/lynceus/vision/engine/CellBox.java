package io.lynceus.vision.engine;

import io.lynceus.vision.model.InputSize;

/**
 * A box in the measure of its anchor's cell, as YOLOX has it: centre from the cell's corner and the logarithms of width
 * and height, in cells. First come the cells of 8 pixels, row by row, then those of 16 and of 32.
 */
final class CellBox implements RowBox {
    private final float[] left;
    private final float[] top;
    private final float[] stride;

    CellBox(InputSize size) {
        int cells = Math.toIntExact(ModelLayout.cells(size));
        this.left = new float[cells];
        this.top = new float[cells];
        this.stride = new float[cells];
        int cell = 0;
        for (int pixels = 8; pixels <= EngineSettings.STRIDE; pixels *= 2) {
            for (int y = 0; y < size.height() / pixels; y++) {
                for (int x = 0; x < size.width() / pixels; x++, cell++) {
                    left[cell] = x;
                    top[cell] = y;
                    stride[cell] = pixels;
                }
            }
        }
    }

    @Override
    public void toCorners(int anchor, float[] row) {
        float pixels = stride[anchor];
        row[0] = (row[0] + left[anchor]) * pixels;
        row[1] = (row[1] + top[anchor]) * pixels;
        row[2] = (float) Math.exp(row[2]) * pixels;
        row[3] = (float) Math.exp(row[3]) * pixels;
        CENTRE.toCorners(anchor, row);
    }

    @Override
    public RowBox on(InputSize size) {
        return new CellBox(size);
    }
}
