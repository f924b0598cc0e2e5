/**
 * What a fleet of cameras needs. In: cameras, machines and service times, measured or stated. Out: figures, each with
 * its formula, and the layout that the simulation runs. Reaches nothing: no broker, no camera, no engine.
 */
@NullMarked
package io.lynceus.processor.plan;

import org.jspecify.annotations.NullMarked;
