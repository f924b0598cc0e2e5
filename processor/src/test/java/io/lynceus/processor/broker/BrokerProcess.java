package io.lynceus.processor.broker;

import io.lynceus.processor.kafka.Broker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A broker in a JVM of its own, which a broken disk may take down. Ends with the JVM that started it. */
public final class BrokerProcess implements AutoCloseable {
    private final int port;
    private final Process process;

    /**
     * Starts it and returns when it serves clients.
     *
     * @param folder with the data, which stays
     */
    public BrokerProcess(int port, Path folder) {
        this(port, folder, Map.of(), Map.of());
    }

    /**
     * As above.
     *
     * @param environment more of it
     * @param settings of the node, which go before ours
     */
    public BrokerProcess(int port, Path folder, Map<String, String> environment, Map<String, String> settings) {
        this.port = port;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                Integer.toString(port),
                folder.toString()));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        try {
            process = builder.start();
            if (process.getInputStream().read() < 0) {
                throw new IllegalStateException("the broker did not start on " + folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param args port, folder and settings */
    public static void main(String[] args) throws IOException {
        Map<String, String> settings = new HashMap<>();
        // A node that died is missed for this long, and the next one of its number only then let in.
        settings.put("broker.session.timeout.ms", "6000");
        for (int i = 2; i < args.length; i++) {
            String[] setting = args[i].split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        EmbeddedBroker.start(Integer.parseInt(args[0]), Path.of(args[1]), null, settings);
        System.out.write('+');
        System.out.flush();
        while (System.in.read() >= 0) {
            // Nothing is said, only held.
        }
        Runtime.getRuntime().halt(0);
    }

    public Broker connection() {
        return Broker.at(LoopbackPort.HOST + ":" + port);
    }

    /** Has it keep its connections and answer nothing, as a machine that hangs. */
    public void freeze() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits until it has ended by itself. */
    public void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** Kills it, if it runs. */
    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
