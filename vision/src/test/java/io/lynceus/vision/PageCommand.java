package io.lynceus.vision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that a page of ours shows, for the tests that hold the pages to what the verbs take.
 *
 * @param page the file's name
 * @param words the verb and what follows it, without quotes
 * @param whole whether it can be run as it stands; within a sentence it may lack what is required
 */
public record PageCommand(String page, List<String> words, boolean whole) {
    /** The pages that show commands; CHANGELOG.md speaks of what was. */
    private static final List<String> PAGES = List.of(
            "README.md",
            "OPERATIONS.md",
            "EVENTS.md",
            "TRAINING.md",
            "PERFORMANCE.md",
            "CONTRIBUTING.md",
            "SECURITY.md",
            "ARCHITECTURE.md",
            "RATIONALE.md");

    private static final Pattern LAUNCHER = Pattern.compile("(?:\\./|bin/)lynceus +(.*)");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    /** The commands of all pages, from blocks and from sentences. */
    public static List<PageCommand> all(Set<String> verbs) {
        List<PageCommand> commands = new ArrayList<>();
        for (String page : PAGES) {
            blocks(page).forEach(line -> commands.addAll(inLine(page, line)));
            spans(page).forEach(span -> commands.addAll(inSpan(page, span, verbs)));
        }
        return commands;
    }

    /** What stands between backquotes in the sentences and tables of all pages. */
    public static List<String> spans() {
        return PAGES.stream().flatMap(page -> spans(page).stream()).toList();
    }

    private static List<PageCommand> inLine(String page, String line) {
        List<PageCommand> commands = new ArrayList<>();
        for (String part : line.replaceFirst("\\s#.*", "").split("&&|[|;>]")) {
            Matcher launcher = LAUNCHER.matcher(part);
            if (launcher.find()) {
                List<String> words = words(launcher.group(1));
                boolean whole = !words.contains("...");
                commands.add(new PageCommand(
                        page,
                        words.stream()
                                .filter(word -> !word.equals("..."))
                                .map(word -> word.replaceFirst("^[A-Z]$", "1")) // stands for anything
                                .toList(),
                        whole));
            }
        }
        return commands;
    }

    /** Of the launcher, or of a verb by its name and with options. */
    private static List<PageCommand> inSpan(String page, String span, Set<String> verbs) {
        List<PageCommand> commands = new ArrayList<>();
        if (LAUNCHER.matcher(span).find()) {
            commands.addAll(inLine(page, span));
        } else if (verbs.contains(words(span).get(0)) && span.contains(" --")) {
            commands.addAll(inLine(page, "./lynceus " + span));
        }
        return commands.stream()
                .map(command -> new PageCommand(page, command.words(), false))
                .toList();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group().replaceAll("^['\"]|['\"]$", ""));
        }
        return words;
    }

    private static List<String> blocks(String page) {
        List<String> lines = new ArrayList<>();
        boolean fenced = false;
        for (String line : text(page).replace("\\\n", " ").split("\n")) {
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (fenced || line.startsWith("    ")) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<String> spans(String page) {
        StringBuilder sentences = new StringBuilder();
        boolean fenced = false;
        for (String line : text(page).split("\n")) {
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced && !line.startsWith("    ")) {
                sentences.append(line).append('\n');
            }
        }
        List<String> spans = new ArrayList<>();
        for (String paragraph : sentences.toString().split("\n\n+")) {
            Matcher span = SPAN.matcher(paragraph);
            while (span.find()) {
                if (!span.group(1).isBlank()) {
                    spans.add(span.group(1).replace('\n', ' ').strip());
                }
            }
        }
        return spans;
    }

    private static String text(String page) {
        try {
            return Files.readString(Path.of("..", page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return page + ": " + String.join(" ", words);
    }
}
