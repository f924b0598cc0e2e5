/** The verbs. In: the command line. Out: one wiring place per verb, its output, its exit code. */
package io.lynceus.processor.cli;
