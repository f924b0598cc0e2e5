/**
 * The Kafka Streams topologies. In: encoded packets, a detector. Out: exactly one detection event for each packet that
 * carries a frame, written in the transaction that commits the packet. A store with each camera's progress lets a
 * restarted process go on where the old one was.
 */
package io.lynceus.processor.streams;
