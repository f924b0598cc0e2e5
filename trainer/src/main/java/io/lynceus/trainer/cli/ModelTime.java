package io.lynceus.trainer.cli;

/**
 * What a frame costs one core, as CPU time in milliseconds, the middle of those measured.
 *
 * @param model its name
 * @param imgsz side of its input, pixels
 * @param precision that it computes in, such as fp32 or int8
 * @param decode the video's frame, scaled to the input
 * @param run the network alone
 * @param boxes filling the input, and making boxes of the answer
 */
record ModelTime(String model, int imgsz, String precision, double decode, double run, double boxes) {
    /** Of all that is done with a frame. */
    double whole() {
        return decode + run + boxes;
    }

    /** How many cameras of so many frames a second a core can take that does nothing else. */
    double cameras(int framesPerSecond) {
        return 1000 / (whole() * framesPerSecond);
    }
}
