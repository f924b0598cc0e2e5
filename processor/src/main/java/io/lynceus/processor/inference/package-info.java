/** In: decoded frames and a model file. Out: boxes, with class and score. */
package io.lynceus.processor.inference;
