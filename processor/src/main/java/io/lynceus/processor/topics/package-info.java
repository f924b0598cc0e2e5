/**
 * The topics as seen from outside the pipeline. In: the address of a Kafka broker. Out: topics created or described, events as they
 * come, and the ledger that holds packets against events.
 */
package io.lynceus.processor.topics;
