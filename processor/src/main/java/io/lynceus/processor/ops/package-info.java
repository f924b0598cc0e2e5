/**
 * What an operator sees of a verb that runs: meters for Prometheus and OpenTelemetry, and the probes {@code /livez} and
 * {@code /readyz}. In: what the others count, and checks. Out: figures over HTTP. The only package that knows
 * Micrometer.
 */
package io.lynceus.processor.ops;
