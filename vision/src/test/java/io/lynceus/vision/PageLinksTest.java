package io.lynceus.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links of our pages lead to files that there are, and to headings in them. */
final class PageLinksTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.list(ROOT)) {
            pages = files.filter(file -> file.toString().endsWith(".md")).toList();
        }
        List<String> links = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Path page : pages) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(page)).results().toList()) {
                links.add(link.group());
                Path target = link.group(1).isEmpty() ? page : ROOT.resolve(link.group(1));
                boolean there = Files.exists(target)
                        && (link.group(2) == null || headings(target).contains(link.group(2)));
                if (!there) {
                    broken.add(page.getFileName() + " " + link.group());
                }
            }
        }
        assertThat(links).hasSizeGreaterThan(50);
        assertThat(broken).isEmpty();
    }

    /** As they stand in a link. */
    private static List<String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ +", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }
}
