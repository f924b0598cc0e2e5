package io.lynceus.trainer.model;

import java.util.List;

/**
 * One of the detection head's branches.
 *
 * @param auxiliary whether it only helps training
 * @param from the layers that it reads, by stride
 * @param box name of its box convolutions
 * @param label name of its class convolutions
 * @param dfl name of its fixed projection from bins to distances
 */
record Branch(boolean auxiliary, List<Integer> from, String box, String label, String dfl) {}
