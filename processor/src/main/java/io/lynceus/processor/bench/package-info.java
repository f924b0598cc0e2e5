/**
 * How fast the pipeline is, beside what the machine could do at best. In: a clip and a model. Out: a table of rates,
 * and whether what came out was right.
 */
package io.lynceus.processor.bench;
