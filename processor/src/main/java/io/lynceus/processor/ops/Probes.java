package io.lynceus.processor.ops;

import io.lynceus.processor.web.OperatorServer;
import io.lynceus.processor.web.Shown.Answer;
import java.util.List;

/**
 * {@code /livez} and {@code /readyz}, as Kubernetes asks them: 200 when all is well, else 503 with a line for each
 * check. Not live
 * means that only a restart helps; ready, that the process does its work.
 */
public final class Probes {
    private Probes() {}

    /** Adds both paths. */
    public static void add(OperatorServer server, List<Check> live, List<Check> ready) {
        server.show("/livez", accept -> answer(live));
        server.show("/readyz", accept -> answer(ready));
    }

    private static Answer answer(List<Check> checks) {
        StringBuilder text = new StringBuilder();
        int status = 200;
        for (Check check : checks) {
            String trouble = check.trouble().get();
            status = trouble == null ? status : 503;
            text.append(check.name())
                    .append(": ")
                    .append(trouble == null ? "ok" : trouble)
                    .append('\n');
        }
        return Answer.text(status, text.toString());
    }
}
