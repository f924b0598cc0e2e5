/**
 * Which partition of the packets topic a camera's packets go to. In: names of cameras, and the topic of claims. Out:
 * partitions. A camera's partition is decided once, for all who capture, and never changes by itself.
 */
@NullMarked
package io.lynceus.processor.partitions;

import org.jspecify.annotations.NullMarked;
