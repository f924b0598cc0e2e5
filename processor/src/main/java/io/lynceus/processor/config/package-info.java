/**
 * In: files and words from the user. Out: checked values, or one line that says what is wrong and where. Knows nothing
 * of Kafka.
 */
package io.lynceus.processor.config;
