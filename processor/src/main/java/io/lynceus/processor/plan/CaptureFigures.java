package io.lynceus.processor.plan;

/** What {@code capture} needs. */
final class CaptureFigures {
    private static final double CAMERA = 2e6;
    private static final double PROCESS = 0.5e9;
    private static final double LEAST_BUFFER = 64 << 20;

    /** Without a broker, for which the buffer is made. */
    private static final double AWAY = 30;

    /** Cameras of one process, a thread each. */
    private static final int MOST = 1000;

    private CaptureFigures() {}

    static Section of(Plan plan) {
        Fleet fleet = plan.fleet();
        Machines machines = plan.machines();
        double cores = fleet.frames() * plan.service().rest().captureMillis() / 1000;
        double packets = fleet.cameras() * fleet.bitrate();
        double hosts = Math.max(
                Math.ceil(cores / (machines.load() * machines.cores())),
                Math.max(Math.ceil(packets / (0.5 * machines.network())), Math.ceil((double) fleet.cameras() / MOST)));
        double each = Math.ceil(fleet.cameras() / hosts);
        double buffer = Math.max(LEAST_BUFFER, AWAY * fleet.bitrate() / 8 * each);
        return Section.named("capture")
                .with(
                        "cores",
                        cores,
                        "cores",
                        Numbers.of(fleet.frames()) + " frames/s x "
                                + Numbers.of(plan.service().rest().captureMillis()) + " ms")
                .with(
                        "hosts",
                        hosts,
                        "",
                        "the most of: cores / (" + Numbers.of(machines.load()) + " x "
                                + machines.cores() + "); " + Numbers.scaled(packets, "bit/s") + " / (0.5 x "
                                + Numbers.scaled(machines.network(), "bit/s") + "); " + Numbers.cameras(fleet.cameras())
                                + " / " + Numbers.of(MOST))
                .with("cameras of a host", each, "", "cameras / hosts, rounded up; a thread each")
                .with(
                        "buffer of a host",
                        buffer,
                        "B",
                        Numbers.of(AWAY) + " s without a broker x "
                                + Numbers.scaled(fleet.bitrate(), "bit/s") + " / 8 x " + Numbers.cameras(each)
                                + " (--buffer, in MiB); at least 64 MiB")
                .with(
                        "memory of a host",
                        buffer + PROCESS + CAMERA * each,
                        "B",
                        "buffer + 0.5 GB + 2 MB x " + Numbers.cameras(each));
    }
}
