/** In: what a network says about a picture. Out: the boxes that are worth showing. */
package io.lynceus.vision.boxes;
