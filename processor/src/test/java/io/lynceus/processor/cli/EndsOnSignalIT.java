package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.broker.BrokerProcess;
import io.lynceus.processor.broker.SteadyPort;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.vision.engine.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM ends whatever runs for long, with the broker at work, frozen or gone. */
class EndsOnSignalIT {
    @TempDir
    static Path folder;

    private static String clip;
    private static String model;

    @BeforeAll
    static void prepare() throws IOException {
        clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, 1_000).toString();
        model = TinyModel.street(folder.resolve("tiny.onnx")).toString();
    }

    /** What becomes of the broker; the one first at which ends take longest. */
    private enum Fate {
        FREEZES,
        GOES,
        WORKS
    }

    /** The next verbs begin while those before end, for most of what an end takes is a wait. */
    @Test
    void verbsThatUseABroker() throws Exception {
        List<Brokered> all = new ArrayList<>();
        try {
            for (Fate fate : Fate.values()) {
                Brokered verbs = new Brokered(fate, Files.createDirectory(folder.resolve(fate.name())));
                all.add(verbs);
                verbs.work();
                verbs.signal();
            }
            for (Brokered verbs : all) {
                assertThat(verbs.children.awaitEnd())
                        .as("%s", verbs.fate)
                        .containsAllEntriesOf(Map.of("capture", 0, "process", 0, "tail", 0));
            }
        } finally {
            all.forEach(Brokered::close);
        }
    }

    /** Verbs at work on a broker of their own. */
    private static final class Brokered implements AutoCloseable {
        private final Fate fate;
        private final Path mine;
        private final BrokerProcess broker;
        private final Children children;

        Brokered(Fate fate, Path mine) {
            this.fate = fate;
            this.mine = mine;
            this.broker = new BrokerProcess(SteadyPort.find(), mine.resolve("broker"));
            this.children = new Children(mine);
        }

        void work() {
            try (TopicSetup topics = TopicSetup.open(broker.connection())) {
                topics.create(new TopicLayout(1, 1, 1 << 20));
            }
            String address = broker.connection().bootstrap();
            Verb sent = Verb.run("capture", "--camera", "gate=" + clip, "--fast", "--bootstrap", address);
            assertThat(sent.exitCode()).as(sent.err()).isZero();
            for (String verb : AT_WORK.keySet()) {
                children.start(arguments(verb, mine, address));
            }
            children.await(AT_WORK);
        }

        void signal() throws IOException, InterruptedException {
            if (fate == Fate.FREEZES) {
                broker.freeze();
            } else if (fate == Fate.GOES) {
                broker.close();
            }
            children.signal(AT_WORK.keySet());
        }

        @Override
        public void close() {
            children.close();
            broker.close();
        }
    }

    /** What says that a verb is at work. */
    private static final Map<String, String> AT_WORK = Map.of(
            "capture", "capture: cameras at", "process", "process: model", "ledger", "waits up to", "tail", "CAMERA");

    private static List<String> arguments(String verb, Path mine, String address) {
        List<String> own = switch (verb) {
            case "capture" -> List.of("--camera", "yard=" + clip, "--loop", "forever", "--http", "0");
            case "process" -> List.of("--model", model, "--state", mine.toString(), "--threads", "1");
            case "ledger" -> List.of("--wait", "600");
            default -> List.of();
        };
        return Stream.concat(Stream.of(verb, "--bootstrap", address), own.stream())
                .toList();
    }

    @Test
    void verbsThatNeedNone() throws Exception {
        Path mine = Files.createDirectory(folder.resolve("alone"));
        String logs = mine.resolve("logs").toString();
        try (Children children = new Children(mine)) {
            for (List<String> line : List.of(
                    List.of("detect", clip, "--model", model, "--json", "-"),
                    List.of("demo", "--camera", clip, "--loop", "--model", model, "--port", "0", "--broker-port", "0"),
                    List.of("bench", "pipeline", "--video", clip, "--model", model),
                    List.of("chaos", "--video", clip, "--model", model, "--logs", logs),
                    List.of("soak", "--video", clip, "--model", model, "--output", logs + "2"))) {
                children.start(line);
                children.await(Map.of(line.get(0), ""));
                children.signal(Set.of(line.get(0)));
            }
            children.awaitEnd();
        }
    }

    /** Verbs at work at the same time, for most of what their end takes is a wait. */
    private static final class Children implements AutoCloseable {
        private final Map<String, ChildVerb> verbs = new LinkedHashMap<>();
        private final Path logs;

        Children(Path logs) {
            this.logs = logs;
        }

        void start(List<String> arguments) {
            String verb = arguments.get(0);
            verbs.put(verb, new ChildVerb(logs.resolve(verb + ".log"), Map.of(), arguments.toArray(String[]::new)));
        }

        /** Until each has said its words, or anything where that is none. */
        void await(Map<String, String> words) {
            words.forEach((verb, wanted) -> {
                ChildVerb child = Objects.requireNonNull(verbs.get(verb));
                Awaitility.await()
                        .until(() -> !child.runs()
                                || !child.said().isBlank() && child.said().contains(wanted));
                assertThat(child.runs()).as(verb + ": " + child.said()).isTrue();
            });
        }

        void signal(Set<String> ending) {
            ending.forEach(verb -> Objects.requireNonNull(verbs.get(verb)).terminate());
        }

        /** Their exit codes. */
        Map<String, Integer> awaitEnd() throws InterruptedException {
            Map<String, Integer> codes = new HashMap<>();
            for (Map.Entry<String, ChildVerb> child : verbs.entrySet()) {
                codes.put(child.getKey(), child.getValue().exitCode());
            }
            return codes;
        }

        @Override
        public void close() {
            verbs.values().forEach(ChildVerb::close);
        }
    }
}
