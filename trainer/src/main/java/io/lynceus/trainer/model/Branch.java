package io.lynceus.trainer.model;

import java.util.List;

/**
 * One of the detection head's branches.
 *
 * @param role what it is for
 * @param from the layers that it reads, by stride
 * @param box name of its box convolutions
 * @param label name of its class convolutions
 * @param dfl name of its fixed projection from bins to distances
 */
record Branch(Role role, List<Integer> from, String box, String label, String dfl) {
    /** In the order in which a head has them. */
    enum Role {
        /** Only helps training. */
        AUXILIARY,
        /** Detects, with several anchors to an object. */
        MAIN,
        /** Detects, with one anchor to an object; no gradient of it goes into the layers that it reads. */
        ONE_TO_ONE
    }

    boolean auxiliary() {
        return role == Role.AUXILIARY;
    }
}
