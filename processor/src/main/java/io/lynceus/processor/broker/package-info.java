/**
 * Apache Kafka's own broker and controller inside this JVM, for the demo and the tests.
 *
 * <p>In: a port and a data folder. Out: a listener on 127.0.0.1 that any Kafka client can use.
 */
package io.lynceus.processor.broker;
