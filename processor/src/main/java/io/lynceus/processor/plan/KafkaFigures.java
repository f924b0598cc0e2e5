package io.lynceus.processor.plan;

import io.lynceus.processor.config.DurationText;

/** What the brokers have to carry and keep. */
final class KafkaFigures {
    /** Of an event without boxes, with what Kafka puts around a record, and of a box in it, in bytes. */
    static final double EVENT = 280;

    static final double BOX = 33;

    /** Of a camera's stored progress with four zones and two lines, and for each object that is followed, in bytes. */
    private static final double PROGRESS = 5200;

    private static final double TRACK = 900;

    /** Packets, detections, tracks, zone events, counts, progress. */
    private static final int TOPICS = 6;

    /** The part of a broker's network that is planned for: the other half is for when others are away. */
    private static final double HALF = 0.5;

    /** Of partitions on a broker, as Kafka's makers advise. */
    private static final int REPLICAS = 4000;

    private KafkaFigures() {}

    static Section of(Plan plan) {
        Fleet fleet = plan.fleet();
        Machines machines = plan.machines();
        int copies = machines.copies();
        double packets = fleet.cameras() * fleet.bitrate();
        double event = EVENT + BOX * fleet.objects();
        double events = fleet.frames() * event * 8;
        double saves = Math.min(fleet.fps(), 1000.0 / Plan.COMMIT_SOON.toMillis());
        double progress = fleet.cameras() * saves * (PROGRESS + TRACK * fleet.objects()) * 8;
        double in = packets + events + progress;
        double between = in * (copies - 1);
        double out = packets + events;
        double replicas = (double) TOPICS * plan.layout().partitions() * copies;
        double busiest = Math.max(in, out) + between;
        double brokers = Math.max(
                copies, Math.max(Math.ceil(busiest / (HALF * machines.network())), Math.ceil(replicas / REPLICAS)));
        double disk = packets / 8 * machines.retention().toSeconds() * copies;
        double eventDisk = events / 8 * machines.eventRetention().toSeconds() * copies;
        double commits = Math.min(fleet.frames(), plan.layout().allThreads() * 1000.0 / Plan.COMMIT_SOON.toMillis());
        return Section.named("Kafka")
                .with(
                        "packets in",
                        packets,
                        "bit/s",
                        Numbers.cameras(fleet.cameras()) + " x " + Numbers.scaled(fleet.bitrate(), "bit/s"))
                .with(
                        "events in",
                        events,
                        "bit/s",
                        Numbers.of(fleet.frames()) + " frames/s x (" + Numbers.of(EVENT) + " B + " + fleet.objects()
                                + " objects x " + Numbers.of(BOX) + " B)")
                .with(
                        "progress in",
                        progress,
                        "bit/s",
                        Numbers.cameras(fleet.cameras()) + " x " + Numbers.of(saves)
                                + " commits/s x (" + Numbers.of(PROGRESS) + " B + " + fleet.objects() + " objects x "
                                + Numbers.of(TRACK) + " B)")
                .with("between brokers", between, "bit/s", "all that comes in x (" + copies + " copies - 1)")
                .with("out", out, "bit/s", "packets to process once, events to one reader")
                .with(
                        "brokers",
                        brokers,
                        "",
                        "the most of: " + copies + " copies; "
                                + Numbers.scaled(busiest, "bit/s") + " one way / (" + Numbers.of(HALF) + " x "
                                + Numbers.scaled(machines.network(), "bit/s") + "); " + Numbers.of(replicas)
                                + " replicas / " + REPLICAS)
                .with(
                        "partition replicas",
                        replicas,
                        "",
                        TOPICS + " topics x " + Numbers.of(plan.layout().partitions()) + " partitions x " + copies
                                + " copies")
                .with(
                        "disk for packets",
                        disk,
                        "B",
                        Numbers.scaled(packets, "bit/s") + " / 8 x " + DurationText.of(machines.retention()) + " x "
                                + copies + " copies")
                .with(
                        "disk for events",
                        eventDisk,
                        "B",
                        Numbers.scaled(events, "bit/s") + " / 8 x " + DurationText.of(machines.eventRetention()) + " x "
                                + copies + " copies")
                .with(
                        "transactions",
                        commits,
                        "/s",
                        "of each stream thread at most one in " + Plan.COMMIT_SOON.toMillis()
                                + " ms, and none without a frame");
    }
}
