package io.lynceus.processor.plan;

import io.lynceus.vision.UserError;

/**
 * Cameras that are alike.
 *
 * @param fps frames a second of each
 * @param codec as FFmpeg names it, such as {@code h264}
 * @param bitrate bits a second of each
 * @param keyframeSeconds from one keyframe to the next
 * @param detectFps frames a second of each that the model sees
 * @param objects in each frame, whose tracks are kept
 * @param byName true when the hashes of their names decide where they are, as before they were balanced
 */
public record Fleet(
        int cameras,
        double fps,
        int width,
        int height,
        String codec,
        double bitrate,
        double keyframeSeconds,
        double detectFps,
        int objects,
        boolean byName) {
    /** More than anybody has in one group. */
    private static final int MOST = 1_000_000;

    public Fleet {
        check("--cameras", cameras, 1, MOST);
        check("--fps", fps, 0.01, 1000);
        check("--size's width", width, 16, 16384);
        check("--size's height", height, 16, 16384);
        check("--bitrate", bitrate, 1000, 1e9);
        check("--keyframe-interval in seconds", keyframeSeconds, 0.001, 3600);
        check("--detect-fps", detectFps, 0.001, 1000);
        check("--objects", objects, 0, 10_000);
        if (detectFps > fps) {
            throw new UserError("--detect-fps " + Numbers.of(detectFps) + " is more than --fps " + Numbers.of(fps));
        }
    }

    private static void check(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new UserError(
                    what + " " + Numbers.of(value) + ": from " + Numbers.of(least) + " to " + Numbers.of(most));
        }
    }

    /** Frames a second of all. */
    public double frames() {
        return cameras * fps;
    }

    /** Of the frames that the model sees. */
    public double share() {
        return detectFps / fps;
    }

    double pixels() {
        return (double) width * height;
    }
}
