/**
 * The Kafka Streams topologies. In: encoded packets, a detector. Out: exactly one detection event for each packet that carries a
 * frame, written in the transaction that commits the packet.
 */
package io.lynceus.processor.streams;
