/** In: decoded frames in native memory. Out: their pixels scaled, as a network or as people look at them. */
package io.lynceus.vision.pixels;
