/**
 * The training loop. In: settings, a data set, a network. Out: a run's folder with config.json, results.csv,
 * last.safetensors and best.safetensors, from which a killed run goes on as if nothing had happened.
 * {@link io.lynceus.trainer.training.Training} reads from top to bottom; the other files are its parts.
 */
package io.lynceus.trainer.training;
