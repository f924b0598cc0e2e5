/**
 * What stands between the operator's page and Kafka. In: topics, and frames as they are detected. Out: a page that
 * shows them, and the settings that it changes, which processing follows.
 */
@NullMarked
package io.lynceus.processor.operator;

import org.jspecify.annotations.NullMarked;
