package io.lynceus.processor.partitions;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** What whoever runs the system decides about cameras' partitions. Nothing is kept open. */
public final class Balance {
    private Balance() {}

    /**
     * Has new cameras balanced from now on. Those that are or were at work keep the partition of their name's hash,
     * where their packets and their state are; asked again, it looks for such cameras again.
     *
     * @param partitions of the packets topic
     * @return who is where then
     * @throws RunError when the broker is away, a topic is missing or does not let us write
     */
    public static Claims begin(Broker broker, int partitions, BooleanSupplier stopped) {
        broker.require(broker.topics().cameraPartitions());
        Set<String> atWork = AtWork.of(broker, stopped).keySet();
        try (ClaimTopic topic = new ClaimTopic(broker, stopped)) {
            return Claims.settle(topic, now -> {
                List<Claim> claims = new ArrayList<>();
                for (String camera : atWork) {
                    if (!now.knows(camera)) {
                        claims.add(new Claim(camera, HashedPartition.of(camera, partitions)));
                    }
                }
                // A record of no camera says that it has begun.
                return claims.isEmpty() && !now.begun() ? List.of(new Claim("", null)) : claims;
            });
        }
    }

    /**
     * Frees the places of cameras that are gone. One that comes back gets a place as a new one does.
     *
     * @param atWorkToo also of cameras that seem to be at work, which move when they are captured anew
     * @throws UserError when a camera has no place, or seems to be at work
     * @throws RunError when the broker is away, a topic is missing or does not let us write
     */
    public static Claims forget(Broker broker, Collection<String> cameras, boolean atWorkToo, BooleanSupplier stopped) {
        broker.require(broker.topics().cameraPartitions());
        SortedMap<String, Boolean> atWork = AtWork.of(broker, stopped);
        Claims before = CameraPartitions.read(broker, stopped);
        for (String camera : cameras) {
            if (before.of(camera) == null) {
                throw new UserError("no camera " + camera + " has a place in "
                        + broker.topics().packets());
            }
            if (!atWorkToo && atWork.getOrDefault(camera, false)) {
                throw new UserError("camera " + camera + " is at work by what was heard of it last: take it away from"
                        + " capture first, or say --at-work-too");
            }
        }
        try (ClaimTopic topic = new ClaimTopic(broker, stopped)) {
            return Claims.settle(
                    topic,
                    now -> new TreeSet<>(cameras)
                            .stream()
                                    .filter(camera -> now.of(camera) != null)
                                    .map(camera -> new Claim(camera, null))
                                    .toList());
        }
    }
}
