/** In: packets and events. Out: for each camera what became of its frames, and whether each has exactly one event. */
package io.lynceus.processor.ledger;
