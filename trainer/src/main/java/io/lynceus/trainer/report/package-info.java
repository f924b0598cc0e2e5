/**
 * What a run leaves for the eye. In: results.csv, metrics and example pictures. Out: PNG files and metrics.json in the
 * run's folder. Never fails a run: without fonts it says so once and draws nothing.
 */
package io.lynceus.trainer.report;
