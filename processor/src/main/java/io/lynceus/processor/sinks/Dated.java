package io.lynceus.processor.sinks;

import java.time.LocalDate;

/**
 * A record and the day under which it is kept.
 *
 * @param day in UTC
 */
record Dated<T>(LocalDate day, T value) {}
