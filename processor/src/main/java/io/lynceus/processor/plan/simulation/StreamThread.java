package io.lynceus.processor.plan.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream thread: polls few packets, decodes each, waits for the model, and commits as {@code CommitPace} and the
 * regular interval have it. A frame's event is there for readers when its commit is over.
 */
final class StreamThread {
    private final Agenda agenda;
    private final Servers cores;
    private final Batches batches;
    private final Paces paces;
    private final Network network;
    private final ArrayDeque<Frame> queue = new ArrayDeque<>();
    private final List<Frame> open = new ArrayList<>();
    private final Set<Integer> moved = new HashSet<>();
    private @Nullable Frame atWork;
    private boolean busy;
    private boolean alive = true;
    private boolean asked;
    private int left;
    private long lastCommit;
    private long lastAsked = Long.MIN_VALUE / 2;
    private long begun;
    private long worked;
    private long decodedAgain;

    StreamThread(Agenda agenda, Servers cores, Batches batches, Paces paces, Network network) {
        this.agenda = agenda;
        this.cores = cores;
        this.batches = batches;
        this.paces = paces;
        this.network = network;
    }

    void give(Frame frame) {
        queue.add(frame);
        wake();
    }

    void wake() {
        if (alive && !busy && !queue.isEmpty() && network.there()) {
            busy = true;
            begun = agenda.now();
            left = Math.min(paces.packets(), queue.size());
            next();
        }
    }

    private void next() {
        if (left == 0) {
            passed();
            return;
        }
        left--;
        Frame frame = queue.remove();
        atWork = frame;
        long again = 0;
        if (moved.remove(frame.camera())) {
            again = Math.min(paces.replay(), paces.decode() * frame.sinceKeyframe());
            decodedAgain += frame.sinceKeyframe();
        }
        cores.work(paces.frame() + again, () -> {
            if (alive && frame.seen()) {
                batches.join(this, () -> made(frame));
            } else {
                made(frame);
            }
        });
    }

    private void made(Frame frame) {
        if (!alive) {
            return;
        }
        open.add(frame);
        atWork = null;
        long now = agenda.now();
        if (now - frame.ingest() < paces.fresh() && now - lastAsked >= paces.soon()) {
            lastAsked = now;
            asked = true;
        }
        next();
    }

    private void passed() {
        if (!open.isEmpty() && (asked || agenda.now() - lastCommit >= paces.regular())) {
            commit();
            return;
        }
        rest();
        if (queue.isEmpty() && !open.isEmpty()) {
            agenda.after(Math.max(1, lastCommit + paces.regular() - agenda.now()), () -> {
                if (alive && !busy && !open.isEmpty()) {
                    busy = true;
                    begun = agenda.now();
                    commit();
                }
            });
        }
        wake();
    }

    private void rest() {
        busy = false;
        worked += agenda.now() - begun;
    }

    private void commit() {
        network.whenThere(() -> agenda.after(paces.commit(), () -> {
            if (!alive) {
                return;
            }
            asked = false;
            lastCommit = agenda.now();
            network.out(open);
            open.clear();
            rest();
            wake();
        }));
    }

    /** Ends it; what it has not committed is to be done again. */
    void kill() {
        alive = false;
    }

    /** What lies here without a commit, in order; nothing of it stays. */
    List<Frame> left() {
        List<Frame> all = new ArrayList<>(open);
        if (atWork != null) {
            all.add(atWork);
        }
        all.addAll(queue);
        open.clear();
        queue.clear();
        atWork = null;
        return all;
    }

    /** The camera was another thread's: its first frame here has those since its keyframe decoded again. */
    void takeOver(int camera) {
        moved.add(camera);
    }

    /** Frames that are here and not out. */
    int holds() {
        return queue.size() + open.size() + (atWork == null ? 0 : 1);
    }

    /** When the frame that waits longest was read, or now. */
    long oldest() {
        Frame first = !open.isEmpty() ? open.get(0) : atWork != null ? atWork : queue.peek();
        return first == null ? agenda.now() : first.ingest();
    }

    long decodedAgain() {
        return decodedAgain;
    }

    /** The part of the time until now that it did not wait for packets. */
    double utilisation() {
        long until = worked + (busy ? agenda.now() - begun : 0);
        return agenda.now() == 0 ? 0 : (double) until / agenda.now();
    }
}
