package io.lynceus.processor.streams;

import org.jspecify.annotations.Nullable;

/**
 * Sees to it that of a thread's tasks, whose punctuations follow one another within one transaction, one does long work
 * at a time. Whoever did some holds the baton until its own next punctuation, when a commit has been in between. Shared
 * by all threads; each has a baton.
 */
final class Baton {
    private final ThreadLocal<@Nullable Object> holder = new ThreadLocal<>();

    /** Takes the calling thread's baton; false when another one holds it. */
    boolean take(Object who) {
        Object other = holder.get();
        if (other != null && other != who) {
            return false;
        }
        holder.set(who);
        return true;
    }

    /** Lays the baton down, if it is held by that one. */
    void giveBack(Object who) {
        if (holder.get() == who) {
            holder.remove();
        }
    }
}
