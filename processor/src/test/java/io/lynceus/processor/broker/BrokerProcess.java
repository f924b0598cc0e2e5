package io.lynceus.processor.broker;

import io.lynceus.processor.kafka.Broker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
        this.port = port;
        try {
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            BrokerProcess.class.getName(),
                            Integer.toString(port),
                            folder.toString()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.getInputStream().read() < 0) {
                throw new IllegalStateException("the broker did not start on " + folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param args port and folder */
    public static void main(String[] args) throws IOException {
        // A node that died is missed for this long, and the next one of its number only then let in.
        Map<String, String> soon = Map.of("broker.session.timeout.ms", "6000");
        EmbeddedBroker.start(Integer.parseInt(args[0]), Path.of(args[1]), null, soon);
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
