package io.lynceus.processor.ledger;

import io.lynceus.processor.kafka.AnalyticsTopic;

/**
 * What is in one topic of records that each have an id of their own.
 *
 * @param duplicate records whose id another record before them has
 */
public record TopicLedger(AnalyticsTopic topic, long records, long duplicate) {}
