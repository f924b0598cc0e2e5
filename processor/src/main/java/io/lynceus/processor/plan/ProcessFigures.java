package io.lynceus.processor.plan;

/** What {@code process} needs. */
final class ProcessFigures {
    /** Pictures that a decoder keeps: references, those held back, the one at work. */
    private static final int PICTURES = 7;

    private static final double BYTES_A_PIXEL = 1.5;

    private ProcessFigures() {}

    static Section of(Plan plan) {
        Fleet fleet = plan.fleet();
        Service service = plan.service();
        Layout layout = plan.layout();
        double decode = fleet.frames() * service.decode();
        double rest = fleet.frames() * service.rest().frameMillis() / 1000;
        double seen = fleet.cameras() * fleet.detectFps();
        String frames = Numbers.of(fleet.frames()) + " frames/s";
        Section section = Section.named("process")
                .with(
                        "frames",
                        fleet.frames(),
                        "frames/s",
                        Numbers.cameras(fleet.cameras()) + " x " + Numbers.of(fleet.fps()))
                .with("decoding", decode, "cores", frames + " x " + ms(service.decode()))
                .with(
                        "rest of process",
                        rest,
                        "cores",
                        frames + " x " + ms(service.rest().frameMillis() / 1000)
                                + ": Kafka Streams, tracks, zones, progress");
        if (service.onCard()) {
            int batch = service.bestBatch();
            section.with(
                    "model",
                    seen * service.run(batch) / batch,
                    "GPUs",
                    Numbers.of(seen) + " pictures/s x " + ms(service.run(batch)) + " / " + batch + " in a batch");
        } else {
            section.with(
                    "model", seen * service.run(1), "cores", Numbers.of(seen) + " pictures/s x " + ms(service.run(1)));
        }
        String instances = service.onCard()
                ? "a GPU each, " + why(plan, plan.shares())
                : "stream threads / " + plan.machines().cores() + " cores";
        section.with("instances", layout.instances(), "", instances + "; one more for when another is away");
        section.with(
                "stream threads",
                layout.allThreads(),
                "",
                layout.threads() + " of each instance (--threads); "
                        + ms(plan.threadSeconds()) + " a frame"
                        + (service.onCard() ? ", two runs of a batch included" : "") + ", "
                        + why(plan, plan.threads()));
        section.with(
                "partitions",
                layout.partitions(),
                "",
                plan.threads().each() + " x stream threads, as many of each; at least " + Plan.LEAST_PARTITIONS
                        + "; never fewer later");
        double camera = PICTURES * BYTES_A_PIXEL * fleet.pixels();
        section.with(
                "memory of a camera",
                camera,
                "B",
                PICTURES + " pictures of its decoder x " + BYTES_A_PIXEL + " B x " + fleet.width() + " x "
                        + fleet.height());
        int left = Math.max(1, layout.instances() - 1);
        int most = Spread.fullest(fleet, left, plan.threads().each() * layout.threads());
        section.with(
                "memory of an instance",
                1.5e9 + 0.3e9 * Math.max(0, layout.threads() - 2) + most * camera,
                "B",
                "1.5 GB + 0.3 GB x threads over 2 + " + Numbers.cameras(most) + " of the fullest while one is away");
        return section;
    }

    private static String why(Plan plan, Shares shares) {
        return Numbers.of(100 * plan.machines().load()) + " % busy in the mean; the fullest of "
                + Numbers.of(shares.number()) + " has " + Numbers.cameras(shares.fullest())
                + (shares.fit() ? " and keeps up" : " and can take " + shares.most());
    }

    static String ms(double seconds) {
        return Numbers.of(seconds * 1000) + " ms";
    }
}
