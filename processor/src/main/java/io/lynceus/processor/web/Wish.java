package io.lynceus.processor.web;

import java.util.Set;

/**
 * What a viewer wants to see.
 *
 * @param cameras whose pictures
 * @param width of the pictures at most, pixels
 * @param perSecond pictures of each camera at most
 */
record Wish(Set<String> cameras, int width, double perSecond) {
    private static final int MOST_CAMERAS = 64;

    /** Brought to what we are ready to give: a page cannot ask for more work than that. */
    Wish {
        cameras = Set.copyOf(cameras.stream().limit(MOST_CAMERAS).toList());
        width = Math.max(160, Math.min(1280, width));
        perSecond = Math.max(0.2, Math.min(perSecond, mostPerSecond(cameras.size(), width)));
    }

    /** Few cameras are looked at, many are kept in sight: ten or four megapixels a second, and ten pictures of each. */
    private static double mostPerSecond(int cameras, int width) {
        double pixels = 0.75 * width * width * Math.max(1, cameras);
        return Math.min(10, (cameras > 4 ? 4e6 : 10e6) / pixels);
    }
}
