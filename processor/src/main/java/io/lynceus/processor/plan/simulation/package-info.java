/**
 * The pipeline as a queue: cameras, partitions, stream threads, cores, batches and commits, by discrete events. In: a
 * layout, service times, what goes wrong and a seed. Out: latencies, how busy all were, how long frames waited. The
 * same for the same seed. One thread.
 */
@NullMarked
package io.lynceus.processor.plan.simulation;

import org.jspecify.annotations.NullMarked;
