package io.lynceus.trainer.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times of models as cameras on a core, for people and for programs. */
final class CameraTable {
    private static final String HEAD = "%-16s %5s  %-9s %8s %8s %8s %8s   %6s %6s %6s%n";
    private static final String LINE = "%-16s %5d  %-9s %8.1f %8.1f %8.1f %8.1f   %6.1f %6.1f %6.1f%n";

    private final String machine;
    private final List<ModelTime> times = new ArrayList<>();

    /** @param machine in words */
    CameraTable(String machine) {
        this.machine = machine;
    }

    /** The lines above the first one. */
    String head() {
        return machine + "\n"
                + String.format(Locale.ROOT, HEAD, "", "", "", "", "CPU ms", "a frame", "", "cameras", "a core,", "fps")
                + String.format(
                        Locale.ROOT,
                        HEAD,
                        "model",
                        "input",
                        "precision",
                        "decode",
                        "run",
                        "boxes",
                        "all",
                        "5",
                        "10",
                        "25");
    }

    /** Adds a line, and gives it. */
    String add(ModelTime time) {
        times.add(time);
        return String.format(
                Locale.ROOT,
                LINE,
                time.model(),
                time.imgsz(),
                time.precision(),
                time.decode(),
                time.run(),
                time.boxes(),
                time.whole(),
                time.cameras(5),
                time.cameras(10),
                time.cameras(25));
    }

    /** The service times that a plan is made of: a model in 8 bits is one of its own. */
    String yaml() {
        StringBuilder yaml = new StringBuilder("machine: '")
                .append(machine.replace("'", "''"))
                .append("'\nengines:\n");
        for (ModelTime time : times) {
            boolean exact = time.precision().equals("fp32");
            yaml.append(String.format(
                    Locale.ROOT,
                    "  - {model: '%s', imgsz: %d, engine: onnxruntime, batches: {1: %.2f}}%n",
                    (time.model() + (exact ? "" : "-" + time.precision())).replace("'", "''"),
                    time.imgsz(),
                    time.run()));
        }
        return yaml.toString();
    }
}
