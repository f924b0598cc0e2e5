package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.PageCommand;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** What README.md and the other pages show is what the verbs take. Those of the trainer are its own. */
class PagesTest {
    @Test
    void theCommandsOfThePagesAreOnesThatTheVerbsTake() {
        CommandLine ours = Main.commandLine();
        collectErrors(ours);
        Set<String> verbs = ours.getSubcommands().keySet();
        List<PageCommand> commands = PageCommand.all(verbs).stream()
                .filter(command -> verbs.contains(command.words().get(0)))
                .filter(command -> !command.words().contains("train"))
                .filter(command -> !command.words()
                        .subList(0, Math.min(2, command.words().size()))
                        .equals(List.of("bench", "detect")))
                .toList();
        assertThat(commands)
                .hasSizeGreaterThan(70)
                .allSatisfy(command ->
                        assertThat(wrong(ours, command)).as(command.toString()).isEmpty());
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
