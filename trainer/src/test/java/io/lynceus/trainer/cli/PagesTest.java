package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.PageCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** What README.md and the other pages show is what the verbs take. Those of the processor are its own. */
class PagesTest {
    /** As the launcher's help lists them. */
    private static final Pattern VERB = Pattern.compile("^ {2}([a-z-]+) ");

    @Test
    void theCommandsOfThePagesAreOnesThatTheVerbsTake() {
        CommandLine ours = Main.commandLine();
        collectErrors(ours);
        Set<String> verbs = ours.getSubcommands().keySet();
        List<PageCommand> commands = PageCommand.all(verbs).stream()
                .filter(command -> verbs.contains(command.words().get(0)))
                .filter(command -> !command.words().get(0).equals("bench")
                        || command.words().contains("train")
                        || command.words().contains("detect"))
                .toList();
        assertThat(commands)
                .hasSizeGreaterThan(20)
                .allSatisfy(command ->
                        assertThat(wrong(ours, command)).as(command.toString()).isEmpty());
    }

    @Test
    void theVerbsOfThePagesAreOnesThatTheLauncherHas() throws IOException {
        Set<String> verbs = Files.readString(Path.of("..", "lynceus"))
                .lines()
                .map(VERB::matcher)
                .filter(Matcher::find)
                .map(verb -> verb.group(1))
                .collect(Collectors.toSet());
        assertThat(PageCommand.all(verbs))
                .extracting(command -> command.words().get(0))
                .filteredOn(word -> !word.startsWith("--") && !word.equals("VERB"))
                .isNotEmpty()
                .isSubsetOf(verbs);
    }

    private static List<ParameterException> wrong(CommandLine lynceus, PageCommand command) {
        lynceus.parseArgs(command.words().toArray(String[]::new));
        return lynceus.getParseResult().asCommandLineList().stream()
                .flatMap(verb -> verb.getParseResult().errors().stream())
                .map(ParameterException.class::cast)
                .filter(wrong -> command.whole() || !(wrong instanceof MissingParameterException))
                .toList();
    }

    private static void collectErrors(CommandLine command) {
        command.getCommandSpec().parser().collectErrors(true);
        command.getSubcommands().values().forEach(PagesTest::collectErrors);
    }
}
