package io.lynceus.vision.engine.tensorrt;

import io.lynceus.vision.UserError;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Pixels;

/**
 * What a plan is to be good for: pictures as planes of one byte a value, which are a quarter of the floats that
 * a model itself takes.
 *
 * @param width of the pictures, pixels
 * @param height of the pictures, pixels
 * @param usualBatch pictures in most runs: the plan is fastest there
 * @param largestBatch pictures in one run at most
 * @param white what the network's own input has for it: 1 or 255
 * @param workspaceMebibytes on the card, at most, for what is in between
 */
record PlanRequest(int width, int height, int usualBatch, int largestBatch, int white, int workspaceMebibytes) {
    /** Gigabytes would make few kernels faster, and leave less to the pictures of other models. */
    private static final int USUAL_WORKSPACE = 2048;

    private static final int USUAL_BATCH = 8;

    PlanRequest {
        if (largestBatch < 1 || usualBatch < 1 || usualBatch > largestBatch) {
            throw new UserError("the usual batch is " + usualBatch + " and the largest " + largestBatch
                    + ", must be 1 or more and the usual no larger than the largest");
        }
        if (workspaceMebibytes < 1) {
            throw new UserError("the workspace is " + workspaceMebibytes + " MiB, must be 1 or more");
        }
    }

    /** For any number of pictures up to the batch. */
    static PlanRequest of(InputSize size, int batch, Pixels pixels) {
        return new PlanRequest(
                size.width(), size.height(), Math.min(USUAL_BATCH, batch), batch, pixels.white(), USUAL_WORKSPACE);
    }
}
