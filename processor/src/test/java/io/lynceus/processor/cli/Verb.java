package io.lynceus.processor.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a verb did, run in this JVM. */
record Verb(int exitCode, String out, String err) {
    static Verb run(String... arguments) {
        return run(Main.commandLine(), arguments);
    }

    /** On a command line that may have run others before: to make one takes longer than most verbs do. */
    static Verb run(CommandLine commandLine, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = commandLine
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        commandLine.getOut().flush();
        return new Verb(exitCode, out.toString(), err.toString());
    }
}
