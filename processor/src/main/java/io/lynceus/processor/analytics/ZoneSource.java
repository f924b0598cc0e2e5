package io.lynceus.processor.analytics;

import io.lynceus.processor.config.CameraZones;

/**
 * The cameras' zones and lines as they are now. Asked before each frame, on many threads, so it answers from memory;
 * what it says holds from that frame on. To be followed exactly across a restart it knows, when it is asked for the
 * first time, all that it knew before.
 */
@FunctionalInterface
public interface ZoneSource {
    /** The same object for as long as nothing has changed. */
    CameraZones of(String camera);
}
