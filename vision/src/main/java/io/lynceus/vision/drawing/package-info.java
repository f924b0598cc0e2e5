/** In: pictures and boxes. Out: pictures for people. */
package io.lynceus.vision.drawing;
