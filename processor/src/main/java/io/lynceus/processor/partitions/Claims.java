package io.lynceus.processor.partitions;

import io.lynceus.schemas.avro.CameraPartition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a log, read in its order. Who writes says which round it is by what they have read. Of those who write
 * the same round the first one counts, and the others read what that one has written and begin again. So each claim
 * that counts was made by one who knew all before it. One thread.
 */
public final class Claims {
    /** So many go into one batch of Kafka's producer, which is stored as a whole. */
    static final int MOST = 1000;

    /** Nobody ever gets there; a record that says so would leave no round for others. */
    private static final long LAST = Long.MAX_VALUE / 2;

    private final SortedMap<String, Integer> held = new TreeMap<>();
    private final SortedSet<String> forgotten = new TreeSet<>();
    /** Cameras whose last record does not count: it must not be the one that is left when the log is compacted. */
    private final SortedSet<String> covered = new TreeSet<>();

    private long round;
    private String writer = "";

    /** Of a log of which nothing is read yet. */
    Claims() {}

    /**
     * Reads, writes what is missing, and reads again, until nothing is missing.
     *
     * @param missing asked with what is claimed by then; what it answers is written if nobody else writes meanwhile
     */
    static Claims settle(ClaimLog log, Function<Claims, List<Claim>> missing) {
        Claims claims = new Claims();
        while (true) {
            log.news().forEach(claims::take);
            List<Claim> wanted = new ArrayList<>(claims.mended());
            wanted.addAll(missing.apply(claims));
            if (wanted.isEmpty()) {
                return claims;
            }
            log.append(claims.records(wanted.subList(0, Math.min(MOST, wanted.size()))));
        }
    }

    /** Reads all that a log has, and writes nothing. */
    static Claims read(ClaimLog log) {
        Claims claims = new Claims();
        log.news().forEach(claims::take);
        return claims;
    }

    private void take(CameraPartition record) {
        String camera = record.getCamera();
        boolean later = record.getRound() > round && record.getRound() < LAST;
        if (!later && !(record.getRound() == round && record.getWriter().equals(writer))) {
            covered.add(camera);
            return;
        }
        round = record.getRound();
        writer = record.getWriter();
        covered.remove(camera);
        Integer partition = record.getPartition();
        if (partition == null) {
            held.remove(camera);
            forgotten.add(camera);
        } else {
            forgotten.remove(camera);
            held.put(camera, partition);
        }
    }

    /** What holds, for cameras where something else was written after it. */
    private List<Claim> mended() {
        return covered.stream()
                .filter(held::containsKey)
                .map(camera -> new Claim(camera, held.get(camera)))
                .toList();
    }

    private List<CameraPartition> records(List<Claim> wanted) {
        String mine = UUID.randomUUID().toString();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return wanted.stream()
                .map(claim -> new CameraPartition(claim.camera(), claim.partition(), round + 1, mine, now))
                .toList();
    }

    /** True when anything was ever written: from then on cameras' partitions are those that are claimed. */
    public boolean begun() {
        return round > 0;
    }

    /** True for a camera that has a partition or had one and was forgotten. */
    boolean knows(String camera) {
        return held.containsKey(camera) || forgotten.contains(camera);
    }

    /** A camera's partition; null when it has none. */
    public @Nullable Integer of(String camera) {
        return held.get(camera);
    }

    /** A camera's partition of so many; that of its name's hash when it has none. */
    public int of(String camera, int partitions) {
        Integer claimed = held.get(camera);
        return claimed == null || !there(claimed, partitions) ? HashedPartition.of(camera, partitions) : claimed;
    }

    private static boolean there(int partition, int partitions) {
        return partition >= 0 && partition < partitions;
    }

    /** The partition of each camera that has one, by name. */
    public SortedMap<String, Integer> all() {
        return new TreeMap<>(held);
    }

    /** How many cameras each of so many partitions has. */
    public List<Integer> counts(int partitions) {
        Map<Integer, Integer> counts = new HashMap<>();
        held.values().forEach(partition -> counts.merge(partition, 1, Integer::sum));
        List<Integer> all = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            all.add(counts.getOrDefault(partition, 0));
        }
        return all;
    }

    /**
     * A partition for each of those cameras that have none, or one that is not there any more: the one with fewest
     * cameras, and of several such the first.
     *
     * @param partitions that there are
     */
    List<Claim> fewest(Collection<String> cameras, int partitions) {
        List<Integer> counts = counts(partitions);
        List<Claim> claims = new ArrayList<>();
        for (String camera : new TreeSet<>(cameras)) {
            Integer now = held.get(camera);
            if (now == null || !there(now, partitions)) {
                int best = 0;
                for (int partition = 1; partition < partitions; partition++) {
                    best = counts.get(partition) < counts.get(best) ? partition : best;
                }
                counts.set(best, counts.get(best) + 1);
                claims.add(new Claim(camera, best));
            }
        }
        return claims;
    }
}
