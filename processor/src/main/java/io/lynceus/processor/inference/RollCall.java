package io.lynceus.processor.inference;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Knows which threads bring pictures, so that a batch need not wait for more when all of them wait already. Nobody
 * signs up: a thread counts from its first picture on, until a batch has waited for it in vain. Guarded by its owner's
 * lock.
 */
final class RollCall {
    private final Set<Thread> active = new HashSet<>();
    private final Set<Thread> waiting = new HashSet<>();

    /** The thread brings a picture and waits from now on. */
    void arrives(Thread thread) {
        active.add(thread);
        waiting.add(thread);
    }

    /** The threads have their results and go for the next picture. */
    void leave(Collection<Thread> threads) {
        waiting.removeAll(threads);
    }

    /** True when nobody is left who could bring another picture. */
    boolean everyoneWaits() {
        return waiting.size() == active.size();
    }

    /** The others have been waited for long enough: until they come again they do not count. */
    void forgetAbsent() {
        active.retainAll(waiting);
    }
}
