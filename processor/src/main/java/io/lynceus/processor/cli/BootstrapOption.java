package io.lynceus.processor.cli;

import picocli.CommandLine.Option;

/** Where the broker is. */
final class BootstrapOption {
    static final String DEFAULT = "127.0.0.1:9092";

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            defaultValue = DEFAULT,
            description = "The Kafka broker (default: ${DEFAULT-VALUE}).")
    String bootstrap = DEFAULT;
}
