/**
 * Objects followed from frame to frame: a camera's detections go in, the same ones with the ids of their tracks come
 * out. Knows nothing of Kafka.
 */
@NullMarked
package io.lynceus.processor.tracking;

import org.jspecify.annotations.NullMarked;
