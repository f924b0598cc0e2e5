package io.lynceus.processor.cli;

import io.lynceus.processor.config.DurationText;
import java.time.Duration;
import java.util.Locale;

/** How much disk the packets take: bit rate times time times cameras times copies. */
final class DiskText {
    private DiskText() {}

    /**
     * The arithmetic, in one line.
     *
     * @param bitrate Mbit/s of a camera
     */
    static String of(double bitrate, Duration retention, int cameras, int copies) {
        double camera = bitrate * 1e6 / 8 * retention.toSeconds();
        return "Disk for the packets: " + number(bitrate) + " Mbit/s / 8 x " + DurationText.of(retention) + " ("
                + retention.toSeconds() + " s) = " + bytes(camera) + " a camera; x " + cameras
                + (cameras == 1 ? " camera" : " cameras") + " x " + copies + (copies == 1 ? " copy" : " copies")
                + " = " + bytes(camera * cameras * copies) + ".";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String bytes(double value) {
        return value < 1e12
                ? String.format(Locale.ROOT, "%.1f GB", value / 1e9)
                : String.format(Locale.ROOT, "%.1f TB", value / 1e12);
    }
}
