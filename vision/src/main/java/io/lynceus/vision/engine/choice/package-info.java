/** In: which engine somebody wants, and a model. Out: the engine that it will be, with the reason. */
package io.lynceus.vision.engine.choice;
