package io.lynceus.processor.plan;

import java.util.ArrayList;
import java.util.List;

/** Figures that belong together. */
public record Section(String title, List<Figure> figures) {
    /** A section that grows. */
    static Section named(String title) {
        return new Section(title, new ArrayList<>());
    }

    Section with(String name, double value, String unit, String formula) {
        figures.add(new Figure(name, value, unit, formula));
        return this;
    }
}
