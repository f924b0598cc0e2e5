/**
 * What tracks mean. In: a camera's detections with the ids of their tracks, frame by frame, and its zones and lines.
 * Out: records of tracks, zone events and counts. Its state is stored with the camera's progress. Knows nothing of
 * Kafka.
 */
@NullMarked
package io.lynceus.processor.analytics;

import org.jspecify.annotations.NullMarked;
