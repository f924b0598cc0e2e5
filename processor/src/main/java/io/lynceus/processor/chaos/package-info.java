/**
 * The promise put to the test: real processes of capture and process on a Kafka broker of their own, killed, stopped
 * and started again at random places. In: how much of that, and the seed of the chance. Out: a line for each blow, the
 * ledger, and a comparison with a run that nobody disturbed.
 *
 * <p>A package of its own because it knows the whole product from outside, by its command line and its topics, as users
 * do.
 */
package io.lynceus.processor.chaos;
