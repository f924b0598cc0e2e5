package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class VerbsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"capture", "process", "topics", "tail", "ledger", "sink"})
    void helpSaysWhatEachOptionDoes(String verb) {
        Verb help = Verb.run(verb, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: lynceus " + verb);
    }

    @Test
    void anUnknownKeyInTheConfigurationIsWrongUsage() throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), "treads: 3\n");
        Verb process = Verb.run("process", "--config", file.toString());
        assertThat(process.exitCode()).isEqualTo(2);
        assertThat(process.err())
                .startsWith("lynceus: " + file + ": unknown key 'treads'")
                .hasLineCount(1);
    }

    @Test
    void aHeapThatDoesNotSufficeIsOneLine() {
        StringWriter err = new StringWriter();
        Callable<Integer> greedy = new Greedy();
        int exitCode = Main.commandLine()
                .addSubcommand("greedy", greedy)
                .setErr(new PrintWriter(err, true))
                .execute("greedy");
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("JAVA_OPTS=-Xmx2g").hasLineCount(1);
    }

    @CommandLine.Command
    private static final class Greedy implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    @Test
    void aPolicyThatIsNoneIsWrongUsage() {
        Verb process = Verb.run("process", "--overload", "newest");
        assertThat(process.exitCode()).isEqualTo(2);
        assertThat(process.err())
                .contains("--overload: 'newest' is not a policy")
                .hasLineCount(1);
    }

    @Test
    void aCameraNamedTwiceIsWrongUsage() {
        Verb capture = Verb.run("capture", "--camera", "a=x.mp4", "--camera", "a=y.mp4");
        assertThat(capture.exitCode()).isEqualTo(2);
        assertThat(capture.err())
                .contains("--camera a: this name is given twice")
                .hasLineCount(1);
    }

    @Test
    void camerasComeFromTheCommandLineOrFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), "cameras:\n- {name: a, url: x.mp4}\n");
        for (Verb capture :
                new Verb[] {Verb.run("capture"), Verb.run("capture", "--camera", "a=x.mp4", "--config", file.toString())
                }) {
            assertThat(capture.exitCode()).isEqualTo(2);
            assertThat(capture.err())
                    .contains("either with --camera or with --config")
                    .hasLineCount(1);
        }
        Files.writeString(file, "cameras:\n- {name: a, uri: x.mp4}\n");
        Verb wrong = Verb.run("capture", "--config", file.toString());
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .contains(file + ": unknown key 'cameras[0].uri'")
                .hasLineCount(1);
    }

    @Test
    void theConfigurationIsPrintedWithEveryKeyAndWhereItsOptionIs() {
        Verb process = Verb.run("process", "--threads", "3", "--set", "model.score=0.5", "--print-config");
        assertThat(process.exitCode()).isZero();
        assertThat(process.out())
                .containsPattern("threads: 3 +# stream threads.*--threads")
                .contains("score: 0.5");
        Verb capture = Verb.run("capture", "--fast", "--print-config");
        assertThat(capture.out()).contains("fast: true").contains("# cameras: []");
    }

    @Test
    void helpHasTheOptionsOfTheKeys() {
        assertThat(Verb.run("process", "--help").out())
                .contains("--threads=N", "Stream threads", "Key: threads", "--set=KEY=VALUE");
        assertThat(Verb.run("process", "--threads").err()).contains("--threads").hasLineCount(1);
    }

    @Test
    void aBrokerAddressWithoutAPortIsWrongUsage() {
        Verb tail = Verb.run("tail", "--bootstrap", "nonsense");
        assertThat(tail.exitCode()).isEqualTo(2);
        assertThat(tail.err()).contains("--bootstrap nonsense").hasLineCount(1);
        Verb unknown = Verb.run("tail", "--bootstrap", "no-such.invalid:9092");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).isEqualTo("lynceus: --bootstrap no-such.invalid:9092: no such host\n");
    }

    @Test
    void aWordWithATypingErrorIsAskedFor() {
        assertThat(Verb.run("process", "--treads", "3").err())
                .contains("unknown option --treads (did you mean --threads?)")
                .hasLineCount(1);
        assertThat(Verb.run("engine", "bild").err())
                .contains("(did you mean build?)")
                .hasLineCount(1);
        assertThat(Verb.run("process", "--zzz").err()).doesNotContain("did you mean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chaos", "soak", "bench live", "bench times"})
    void aVideoThatIsNotThereIsSaidBeforeABrokerStarts(String verb) {
        Verb run = Verb.run((verb + " --video none.mp4").split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("--video none.mp4: there is no such file")
                .hasLineCount(1);
    }

    @Test
    void everyVerbHasAVersion() {
        assertThat(Verb.run("--version").out()).matches("lynceus \\d+\\.\\d+\\.\\d+\\S*\\R");
        assertThat(Verb.run("capture", "--version").out())
                .isEqualTo(Verb.run("--version").out());
    }

    @Test
    void everyHelpFitsEightyColumnsAndNamesTheLog() {
        helps(Main.commandLine());
    }

    @Test
    void aVerbThatIsAskedForIsMadeAloneAndIsTheSame() {
        Map<String, CommandLine> all = Main.commandLine().getSubcommands();
        assertThat(all).containsKeys("detect", "soak");
        all.forEach((verb, command) -> {
            CommandLine alone = Main.commandLine(List.of(verb, "--help"));
            assertThat(alone.getSubcommands()).containsOnlyKeys(verb);
            assertThat(alone.getSubcommands().values())
                    .singleElement()
                    .extracting(CommandLine::getUsageMessage)
                    .isEqualTo(command.getUsageMessage());
        });
        assertThat(Main.commandLine(List.of("--help")).getSubcommands()).containsOnlyKeys(all.keySet());
        assertThat(Main.commandLine(List.of("detct")).getSubcommands()).containsOnlyKeys(all.keySet());
    }

    private static void helps(CommandLine command) {
        String help = command.getUsageMessage();
        assertThat(help).contains("LYNCEUS_LOG");
        assertThat(help.lines())
                .as(command.getCommandSpec().qualifiedName())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
        command.getSubcommands().values().forEach(VerbsTest::helps);
    }
}
