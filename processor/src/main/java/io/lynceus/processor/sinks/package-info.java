/**
 * Events on their way out of Kafka. In: committed records of our topics. Out: rows of a PostgreSQL database, requests
 * to a web address, messages to an MQTT broker; and how far each has come.
 */
package io.lynceus.processor.sinks;
