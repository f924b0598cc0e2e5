package io.lynceus.processor.config;

import io.lynceus.vision.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The classes that the model finds. What a configuration names besides is never found: a zone of it counts nothing, and
 * whom it wants hidden is seen.
 *
 * @param names of the classes; empty when no model is at hand, and then any may be one of them
 */
public record ModelClasses(List<String> names) {
    /** Of a model that is not at hand. */
    public static final ModelClasses ANY = new ModelClasses(List.of());

    public ModelClasses {
        names = List.copyOf(names);
    }

    /** A line for each class of a camera's zones and lines, and of those to be hidden, that the model does not have. */
    public List<String> unknown(CameraZones zones, Collection<String> hidden) {
        List<String> lines = new ArrayList<>();
        zones.zones().forEach(zone -> lines.addAll(unknown("zone '" + zone.name() + "'", zone.classes())));
        zones.lines().forEach(line -> lines.addAll(unknown("line '" + line.name() + "'", line.classes())));
        for (String name : new TreeSet<>(hidden)) {
            String missing = missing(name);
            if (missing != null) {
                lines.add("blur: " + missing + ", so nobody is hidden by that");
            }
        }
        return lines;
    }

    /**
     * The same of new settings, but for classes that the camera's settings before them name too: they were there when
     * the model was another one, and may stay, whatever else is changed.
     */
    public List<String> unknown(
            CameraZones zones, Collection<String> hidden, CameraZones zonesBefore, Collection<String> hiddenBefore) {
        Set<String> named = new TreeSet<>();
        zonesBefore.zones().forEach(zone -> named.addAll(zone.classes()));
        zonesBefore.lines().forEach(line -> named.addAll(line.classes()));
        List<String> lines = new ArrayList<>(and(named).unknown(zones, List.of()));
        lines.addAll(and(hiddenBefore).unknown(CameraZones.NONE, hidden));
        return lines;
    }

    private ModelClasses and(Collection<String> more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(more);
        return names.isEmpty() ? ANY : new ModelClasses(all);
    }

    private List<String> unknown(String place, List<String> classes) {
        List<String> lines = new ArrayList<>();
        long found = classes.stream().filter(name -> missing(name) == null).count();
        for (String name : classes) {
            String missing = missing(name);
            if (missing != null) {
                lines.add(place + ": " + missing + ", so "
                        + (found == 0 ? "nothing is ever counted there" : "none is ever counted there"));
            }
        }
        return lines;
    }

    /** That the model has no such class, with the one that may be meant; null when it has. */
    public @Nullable String missing(String name) {
        return names.isEmpty() || names.contains(name)
                ? null
                : "the model has no class '" + name + "'" + Nearest.question(name, names);
    }
}
