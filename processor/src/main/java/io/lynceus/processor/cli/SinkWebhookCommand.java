package io.lynceus.processor.cli;

import io.lynceus.processor.sinks.Webhook;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Zone events to a web address. */
@Command(
        name = "webhook",
        description = {
            "POSTs each zone event as JSON, at least once and those of a camera in order, until Ctrl-C. What is not"
                    + " answered with 2xx is tried again until it is; 400, 413 and 422 refuse an event for good.",
        },
        mixinStandardHelpOptions = true)
final class SinkWebhookCommand implements Callable<Integer> {
    private static final String SECRET = "LYNCEUS_WEBHOOK_SECRET";

    @Mixin
    DeliveryOptions options = new DeliveryOptions();

    @Option(names = "--url", required = true, paramLabel = "URL", description = "Where to: https://HOST/PATH.")
    String url = "";

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "Its first line signs the requests, HMAC-SHA256 (default: " + SECRET
                    + " in the environment, else no signature).")
    @Nullable
    Path secretFile;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String secret = Credential.read("--secret-file", secretFile, SECRET);
        try (Webhook webhook = new Webhook(url, secret, Clock.systemUTC())) {
            options.run(webhook, "lynceus-webhook", spec.commandLine().getErr());
        }
        return 0;
    }
}
