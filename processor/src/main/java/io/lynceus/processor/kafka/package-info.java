/**
 * Kafka as the rest sees it. In: where the broker is, and how to prove who we are. Out: clients, which are made here
 * alone; the names, sizes and set-up of the topics; records turned into bytes and back.
 */
package io.lynceus.processor.kafka;
