package io.lynceus.processor.web;

import java.util.Map;

/**
 * The page's numbers in short, for a line of text.
 *
 * @param frames frames that have their event
 * @param framesPerSecond over the last seconds
 * @param p50Millis median time from capture to event over the last seconds; 0 when there was none
 * @param p95Millis of 20 events, 19 were as fast or faster
 * @param objects in the last frame of each camera, by class; classes without any are left out
 */
public record LiveNumbers(
        long frames, double framesPerSecond, double p50Millis, double p95Millis, Map<String, Integer> objects) {}
