package io.lynceus.processor.demo;

import io.lynceus.processor.analytics.ZoneSource;
import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.capture.KafkaStatusSink;
import io.lynceus.processor.config.Analytics;
import io.lynceus.processor.config.Damaged;
import io.lynceus.processor.config.Decoding;
import io.lynceus.processor.config.HttpAddress;
import io.lynceus.processor.config.ModelClasses;
import io.lynceus.processor.config.Overload;
import io.lynceus.processor.config.TrackerKind;
import io.lynceus.processor.inference.BatchListener;
import io.lynceus.processor.inference.BundledModel;
import io.lynceus.processor.inference.DetectorSettings;
import io.lynceus.processor.inference.EngineDetector;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.processor.operator.FramePictures;
import io.lynceus.processor.operator.LiveSettings;
import io.lynceus.processor.operator.ModelFacts;
import io.lynceus.processor.operator.PageFeeds;
import io.lynceus.processor.operator.StoredPlayback;
import io.lynceus.processor.streams.DetectionService;
import io.lynceus.processor.streams.DetectionSettings;
import io.lynceus.processor.web.LivePage;
import io.lynceus.processor.web.OperatorServer;
import io.lynceus.vision.RunError;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.model.ModelFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Wires the demo and sees it through: start, watch, stop, ledger. One thread. */
public final class Demo {
    /** What shows boxes with cameras that the bundled model has never seen. */
    private static final String GENERAL_MODEL = "./lynceus demo --camera URL --model v9-s";

    private static final int USUAL_PAGE_PORT = 8080;
    private static final int USUAL_BROKER_PORT = 9092;

    private final DemoOptions options;
    private final Terminal terminal;
    private final Stop stop;
    private final Function<List<CameraLedger>, List<String>> ledgerText;

    /** @param ledgerText how the ledger is printed */
    public Demo(
            DemoOptions options, Terminal terminal, Stop stop, Function<List<CameraLedger>, List<String>> ledgerText) {
        this.options = options;
        this.terminal = terminal;
        this.stop = stop;
        this.ledgerText = ledgerText;
    }

    /**
     * Runs until the duration is over, all cameras have ended or somebody wishes to end.
     *
     * @return 0 when every captured frame has exactly one event and no camera was lost, else 1
     * @throws io.lynceus.vision.UserError for a model, file or option that is wrong
     * @throws RunError for a port that is taken, a camera that cannot be reached, an engine that failed
     */
    public int run() throws Exception {
        terminal.step("starting a Kafka broker, detection and a live page in this process");
        boolean own = options.cameras().isEmpty();
        List<Camera> cameras = own ? List.of(DemoCameras.footage()) : DemoCameras.of(options.cameras());
        int pagePort = FreePort.find("--port", options.port(), USUAL_PAGE_PORT, terminal::step);
        int brokerPort = FreePort.find("--broker-port", options.brokerPort(), USUAL_BROKER_PORT, terminal::step);
        int threads = Math.max(1, Math.min(cameras.size(), Runtime.getRuntime().availableProcessors()));
        CaptureOptions capture = new CaptureOptions(false, own || options.loop() ? CaptureOptions.FOREVER : 1);
        Path path = options.model();
        ModelFile model =
                path == null && options.engines().onCores() ? BundledModel.inEightBits() : BundledModel.or(path);
        if (path == null && !own) {
            terminal.step("the bundled model knows one street and no other; for your cameras: " + GENERAL_MODEL);
        }
        Footage.check(cameras, terminal);
        try (Pending<EmbeddedBroker> starting = new Pending<>("broker", () -> broker(brokerPort));
                EngineDetector detector = detector(model, threads)) {
            Broker broker = starting.get().connection();
            FramePictures pictures = new FramePictures();
            Analytics analytics = DemoZones.of(own);
            topics(broker);
            try (OperatorServer server = server(pagePort);
                    LiveSettings settings = new LiveSettings(
                            broker,
                            analytics.cameras(),
                            Map.of(),
                            new ModelClasses(detector.model().names()));
                    LivePage page = page(server, detector, cameras, broker, settings);
                    TemporaryFolder state = new TemporaryFolder("lynceus-state-");
                    DetectionService service =
                            detection(broker, threads, state.path(), analytics, settings, detector, pictures);
                    PageFeeds events = new PageFeeds(broker, page, true);
                    KafkaPacketSink sink = KafkaPacketSink.open(broker);
                    KafkaStatusSink status = KafkaStatusSink.open(broker);
                    RunningCameras running = new RunningCameras(
                            cameras,
                            capture,
                            new HeldBack(sink, events::frames, cameras.size(), this::slow),
                            status,
                            Clock.systemUTC(),
                            camera -> page.onEnd(camera.name()))) {
                pictures.show(page);
                announce(page, broker);
                new Watch(options.duration(), terminal, page, service, events, running, stop).untilTheEnd();
                page.onEnd();
                return ledger(broker, running.failures());
            }
        }
    }

    private EmbeddedBroker broker(int port) {
        EmbeddedBroker broker = EmbeddedBroker.start(port);
        terminal.step("broker ready at " + broker.connection());
        return broker;
    }

    private EngineDetector detector(ModelFile file, int streams) {
        terminal.step("loading the model " + file.name());
        Parallelism onCpu = Parallelism.onCpu(streams, Runtime.getRuntime().availableProcessors());
        EngineDetector detector = EngineDetector.open(
                options.engines(),
                file,
                DetectorSettings.defaults().with(options.convention()).with(onCpu),
                streams,
                BatchListener.NONE);
        detector.batches().lines().forEach(terminal::step);
        terminal.step("model ready: " + ModelFacts.line(detector.model(), detector.metadata()));
        return detector;
    }

    private static OperatorServer server(int port) {
        try {
            return OperatorServer.open(new HttpAddress("127.0.0.1", port));
        } catch (RunError e) {
            throw new RunError("the page cannot use port " + port + ": choose another with --port", e);
        }
    }

    private static void topics(Broker broker) {
        try (TopicSetup topics = TopicSetup.open(broker)) {
            topics.create(TopicLayout.DEFAULT);
        }
    }

    private LivePage page(
            OperatorServer server,
            EngineDetector detector,
            List<Camera> cameras,
            Broker broker,
            LiveSettings settings) {
        List<String> names = cameras.stream().map(Camera::name).toList();
        boolean stranger = options.model() == null && !options.cameras().isEmpty();
        return new LivePage(
                server,
                ModelFacts.page(detector.model(), detector.metadata(), names, broker, stranger ? GENERAL_MODEL : null),
                settings,
                new StoredPlayback(broker, settings::blurred),
                null);
    }

    private DetectionService detection(
            Broker broker,
            int threads,
            Path state,
            Analytics analytics,
            ZoneSource zones,
            EngineDetector detector,
            FramePictures pictures) {
        terminal.step("starting detection");
        DetectionSettings settings = new DetectionSettings(
                broker,
                "lynceus-demo",
                threads,
                state,
                null,
                Overload.NONE,
                Damaged.MARKED,
                Decoding.AUTO,
                TrackerKind.BYTETRACK,
                analytics,
                zones,
                null);
        return DetectionService.start(settings, detector, pictures);
    }

    private void slow() {
        terminal.step(
                "detection is slower than the footage here: the footage waits, where live cameras would fall behind");
    }

    private void announce(LivePage page, Broker broker) {
        terminal.line("");
        terminal.line("  Page    " + page.address());
        terminal.line("  Events  topics " + broker.topics().detections() + ", "
                + broker.topics().tracks() + ", " + broker.topics().zoneEvents() + " and");
        terminal.line(
                "          " + broker.topics().counts() + " at " + broker + ", for any Kafka client; for example");
        terminal.line("          ./lynceus tail " + broker.options());
        terminal.line("  Stop    Ctrl-C"
                + (options.duration() == null
                        ? ""
                        : ", or after " + options.duration().toSeconds() + " s"));
        terminal.line("");
    }

    private int ledger(Broker broker, List<RunError> failures) {
        List<CameraLedger> cameras;
        try (Ledger ledger = Ledger.open(broker)) {
            cameras = ledger.catchUp();
        }
        terminal.line("");
        ledgerText.apply(cameras).forEach(terminal::line);
        failures.forEach(failure -> terminal.line("lynceus: " + failure.getMessage()));
        return cameras.stream().allMatch(CameraLedger::balanced) && failures.isEmpty() ? 0 : 1;
    }
}
