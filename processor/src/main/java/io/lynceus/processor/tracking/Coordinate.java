package io.lynceus.processor.tracking;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One coordinate of a track's box and its speed: a Kalman filter of constant velocity. The coordinates of a box are
 * filtered apart, since neither their motion nor their noise is coupled in the model of ByteTrack (arXiv 2110.06864)
 * and of DeepSORT before it (arXiv 1703.07402), which has the noise grow with the object's size. One thread.
 *
 * <p>Lengths are in heights of the picture, times in thirtieths of a second: the frame for which the published noise
 * was chosen.
 */
final class Coordinate {
    private static final double POSITION_NOISE = 1.0 / 20;
    private static final double SPEED_NOISE = 1.0 / 160;

    private double position;
    private double speed;
    private double positionVariance;
    private double covariance;
    private double speedVariance;

    /** Knows nothing yet. */
    Coordinate() {}

    /**
     * Seen for the first time.
     *
     * @param size of the object in this direction
     */
    static Coordinate at(double position, double size) {
        Coordinate one = new Coordinate();
        one.position = position;
        one.positionVariance = square(2 * POSITION_NOISE * size);
        one.speedVariance = square(10 * SPEED_NOISE * size);
        return one;
    }

    /** Knows what the other one does. */
    void become(Coordinate other) {
        position = other.position;
        speed = other.speed;
        positionVariance = other.positionVariance;
        covariance = other.covariance;
        speedVariance = other.speedVariance;
    }

    /** Goes on by a time. */
    void predict(double time, double size) {
        position += speed * time;
        positionVariance += 2 * time * covariance + time * time * speedVariance + time * square(POSITION_NOISE * size);
        covariance += time * speedVariance;
        speedVariance += time * square(SPEED_NOISE * size);
    }

    /** Takes in what was measured. */
    void correct(double measured, double size) {
        double total = positionVariance + square(POSITION_NOISE * size);
        double gain = positionVariance / total;
        double speedGain = covariance / total;
        double off = measured - position;
        position += gain * off;
        speed += speedGain * off;
        speedVariance -= speedGain * covariance;
        covariance *= 1 - gain;
        positionVariance *= 1 - gain;
    }

    /** Moves no more until it is measured again. */
    void stop() {
        speed = 0;
    }

    double position() {
        return position;
    }

    private static double square(double value) {
        return value * value;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(position);
        out.writeDouble(speed);
        out.writeDouble(positionVariance);
        out.writeDouble(covariance);
        out.writeDouble(speedVariance);
    }

    static Coordinate read(DataInputStream in) throws IOException {
        Coordinate one = new Coordinate();
        one.position = in.readDouble();
        one.speed = in.readDouble();
        one.positionVariance = in.readDouble();
        one.covariance = in.readDouble();
        one.speedVariance = in.readDouble();
        return one;
    }
}
