/**
 * Everything in one process: a Kafka broker, cameras, detection and the live page. In: what the command line asked for.
 * Out: the page, the events, lines on the terminal, and at the end the ledger.
 */
package io.lynceus.processor.demo;
