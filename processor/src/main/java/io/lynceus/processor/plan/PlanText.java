package io.lynceus.processor.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan for people: sections of figures with their formulas, in lines of at most {@value #WIDTH} characters. */
public final class PlanText {
    private static final int WIDTH = 118;
    private static final int INDENT = 46;

    private PlanText() {}

    public static List<String> lines(Plan plan) {
        List<String> lines = new ArrayList<>();
        for (Section section : plan.sections()) {
            lines.add(section.title().toUpperCase(Locale.ROOT));
            for (Figure figure : section.figures()) {
                String head = String.format(Locale.ROOT, "  %-26s %14s   ", figure.name(), figure.text());
                wrapped(lines, head, figure.formula(), INDENT);
            }
            lines.add("");
        }
        lines.add("SERVICE TIMES");
        plan.service().sources().forEach(source -> wrapped(lines, "  ", source, 4));
        plan.heed().forEach(sentence -> {
            lines.add("");
            wrapped(lines, "! ", sentence, 2);
        });
        return lines;
    }

    private static void wrapped(List<String> lines, String head, String text, int indent) {
        StringBuilder line = new StringBuilder(head);
        boolean begun = false;
        for (String word : text.split(" ")) {
            if (begun && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(indent));
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(line.toString());
    }
}
