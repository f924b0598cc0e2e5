/** In: a model file. Out: its bytes, and what it says about itself. */
package io.lynceus.vision.model;
