package io.lynceus.processor.cli;

import io.lynceus.processor.bench.TrackingBench;
import io.lynceus.processor.tracking.ByteTracker;
import io.lynceus.vision.UserError;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "tracking",
        description = {
            "Measures what tracker, zones and counts cost a frame with made-up people, on one thread.",
            "Exit code 1 when that is more than 0.2 ms.",
        },
        mixinStandardHelpOptions = true)
final class BenchTrackingCommand implements Callable<Integer> {
    @Option(names = "--objects", paramLabel = "N", description = "In each frame (default: ${DEFAULT-VALUE}).")
    private int objects = 30;

    @Option(names = "--frames", paramLabel = "N", description = "In each run (default: ${DEFAULT-VALUE}).")
    private int frames = 20_000;

    @Option(names = "--runs", paramLabel = "N", description = "How many runs (default: ${DEFAULT-VALUE}).")
    private int runs = 5;

    @Option(names = "--ocsort", description = "The tracker ocsort instead of bytetrack.")
    private boolean observing;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (objects < 1 || objects > 1000 || frames < 1 || runs < 1) {
            throw new UserError("--objects must be 1 to 1000, --frames and --runs 1 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        Supplier<ByteTracker> trackers = observing ? ByteTracker::observing : ByteTracker::new;
        boolean good = new TrackingBench(objects, frames, runs, trackers, out::println).run();
        out.flush();
        return good ? 0 : 1;
    }
}
