package io.lynceus.processor.partitions;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.Waiting;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partition of each camera that this process captures. One that has none yet gets the one with fewest cameras, and
 * has it from then on, whoever captures it. Where there is no topic of claims, or packets were stored before anything
 * was claimed, Kafka's hash of the camera's name decides, as it did in versions that knew nothing of claims.
 *
 * <p>Safe for use by many threads.
 */
public final class CameraPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(CameraPartitions.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Topics of a cluster that is being set up come one after the other. */
    private static final Duration CREATION = Duration.ofSeconds(10);

    private final Function<Collection<String>, Map<String, Optional<Integer>>> claim;
    private final Waiting waiting = new Waiting("a new camera's partition", System::nanoTime);
    private final ReentrantLock claiming = new ReentrantLock();
    /** Empty for those whose name decides. */
    private final Map<String, Optional<Integer>> known = new ConcurrentHashMap<>();
    /** Waited for: whoever claims does so for all of them, since a claim is several round trips. */
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();

    private boolean told;

    /** @param claim answers with each of the cameras that it is given */
    CameraPartitions(Function<Collection<String>, Map<String, Optional<Integer>>> claim) {
        this.claim = claim;
    }

    private CameraPartitions(Broker broker, Duration longest) {
        this.claim = cameras -> claimed(broker, longest, cameras);
    }

    /** Those of a broker, which is not asked yet. */
    public static CameraPartitions of(Broker broker) {
        return of(broker, CREATION);
    }

    /** @param longest to wait for the topic of claims, where no packet was ever stored */
    static CameraPartitions of(Broker broker, Duration longest) {
        return new CameraPartitions(broker, longest);
    }

    /** Where names decide. */
    public static CameraPartitions byName() {
        return new CameraPartitions(CameraPartitions::byName);
    }

    /**
     * Has the partitions of cameras decided, so that {@link #of} knows them.
     *
     * @throws RunError when the broker is away, or a right is missing
     */
    public void decide(Collection<String> cameras) {
        List<String> open =
                cameras.stream().filter(camera -> !known.containsKey(camera)).toList();
        if (!open.isEmpty()) {
            known.putAll(claim.apply(open));
        }
    }

    /**
     * The same for one camera, once; waits for a broker that is away, for as long as it takes, and the log says so.
     * Cameras that wait at the same time are decided together.
     *
     * @throws RunError when a right is missing
     * @throws InterruptedException and its partition is not decided
     */
    public void await(String camera) throws InterruptedException {
        if (known.containsKey(camera)) {
            return;
        }
        awaited.add(camera);
        try {
            claiming.lockInterruptibly();
            try {
                while (!known.containsKey(camera)) {
                    tryOnce();
                }
                waiting.goesOn();
            } finally {
                claiming.unlock();
            }
        } finally {
            awaited.remove(camera);
        }
    }

    private void tryOnce() throws InterruptedException {
        try {
            decide(List.copyOf(awaited));
        } catch (RunError | UserError | KafkaException e) {
            // The settings were right at the start: a host that nobody knows is a broker that is away.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            } else if (lasts(e)) {
                throw e;
            }
            waiting.waits(String.valueOf(e.getMessage()));
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private static boolean lasts(Throwable problem) {
        for (Throwable at = problem; at != null; at = at.getCause()) {
            if (at instanceof AuthorizationException || at instanceof AuthenticationException) {
                return true;
            }
        }
        return false;
    }

    /** A camera's partition; null where Kafka's hash of its name decides, or nothing is decided yet. */
    public @Nullable Integer of(String camera) {
        return known.getOrDefault(camera, Optional.empty()).orElse(null);
    }

    /**
     * Who is where by now; nobody where there is no topic of claims.
     *
     * @param stopped true ends it with a {@link RunError}
     * @throws RunError when the broker is away or does not let us read
     */
    public static Claims read(Broker broker, BooleanSupplier stopped) {
        if (!broker.has(broker.topics().cameraPartitions())) {
            return new Claims();
        }
        try (ClaimTopic topic = new ClaimTopic(broker, stopped)) {
            return Claims.read(topic);
        }
    }

    private static Map<String, Optional<Integer>> byName(Collection<String> cameras) {
        Map<String, Optional<Integer>> all = new ConcurrentHashMap<>();
        cameras.forEach(camera -> all.put(camera, Optional.empty()));
        return all;
    }

    private Map<String, Optional<Integer>> claimed(Broker broker, Duration longest, Collection<String> cameras) {
        String topic = broker.topics().cameraPartitions();
        // Asked before the claims are read: whoever claims does so before the first packet. Waited for once.
        Outset outset = Outset.of(broker, told ? Duration.ZERO : longest);
        if (outset.claims() == Outset.Access.MISSING) {
            tell("there is no topic " + topic);
            return byName(cameras);
        }
        if (outset.claims() == Outset.Access.FOREIGN) {
            LOG.warn(
                    "the hash of its name decides a camera's partition, without the rights Read and Write on {}",
                    topic);
            return byName(cameras);
        }
        try (ClaimTopic log = new ClaimTopic(broker, () -> false)) {
            Claims claims = Claims.settle(
                    log, now -> outset.fresh() || now.begun() ? now.fewest(cameras, outset.partitions()) : List.of());
            if (!claims.begun()) {
                tell("./lynceus topics balance " + broker.options() + " has not been run");
            }
            Map<String, Optional<Integer>> all = byName(cameras);
            all.replaceAll((camera, none) -> Optional.ofNullable(claims.of(camera)));
            return all;
        }
    }

    private void tell(String why) {
        if (!told) {
            told = true;
            LOG.atInfo().addKeyValue("reason", why).log("the hash of its name decides a camera's partition");
        }
    }
}
