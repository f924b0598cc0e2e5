package io.lynceus.processor.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.lynceus.vision.Nearest;
import io.lynceus.vision.UserError;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What is wrong with a configuration, in one line that names file or option, path, and what would be right. What
 * Jackson says itself quotes what it was given, and names classes: none of it is passed on, neither as a cause.
 */
final class ConfigErrors {
    private static final String TWICE = "Duplicate field '";

    private ConfigErrors() {}

    /** The file is no YAML, or the request no JSON; with the line. */
    static UserError syntax(String file, String language, JsonProcessingException e) {
        Mark mark = e.getCause() instanceof MarkedYAMLException marked ? marked.getProblemMark() : null;
        JsonLocation location = e.getLocation();
        int line = mark != null ? mark.getLine() + 1 : location == null ? 0 : location.getLineNr();
        return new UserError((line < 1 ? file : file + ":" + line) + ": " + problem(language, e));
    }

    /** The value of an option is no YAML. */
    static UserError syntax(Setting setting, JsonProcessingException e) {
        return new UserError(setting.origin() + ": " + setting.path() + ": " + problem("YAML", e));
    }

    private static String problem(String language, JsonProcessingException e) {
        String said = String.valueOf(e.getOriginalMessage());
        if (said.startsWith(TWICE)) {
            return "the key " + said.substring(TWICE.length() - 1).strip() + " is there twice";
        }
        String problem = e.getCause() instanceof MarkedYAMLException marked ? marked.getProblem() : null;
        return "not " + language + (problem == null ? "" : ": " + problem.replaceAll("\\s+", " "));
    }

    /** A key that is none, or a value that cannot be. */
    static UserError binding(String file, List<Setting> settings, Class<?> type, JsonMappingException e) {
        List<String> steps = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .toList();
        String path = String.join(".", steps).replace(".[", "[");
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .toList();
            return new UserError(origin(file, given(settings, path)) + "unknown key '" + path + "'"
                    + Nearest.question(unknown.getPropertyName(), known) + "; known here: "
                    + String.join(", ", known));
        }
        String what = what(e);
        String first = what.substring(0, Math.max(0, what.indexOf(':')));
        if (ConfigKey.has(type, steps, first)) {
            path = path.isEmpty() ? first : path + "." + first;
            what = what.substring(first.length() + 1).strip();
        }
        return new UserError(place(file, settings, path) + what);
    }

    private static String what(JsonMappingException e) {
        if (e.getCause() instanceof UserError known) {
            return String.valueOf(known.getMessage());
        }
        if (e instanceof InvalidFormatException wrong) {
            return "'" + wrong.getValue() + "' is not " + kind(wrong.getTargetType());
        }
        if (e instanceof MismatchedInputException wrong && wrong.getTargetType() != null) {
            return "is not " + kind(wrong.getTargetType());
        }
        return "is not what this key takes";
    }

    private static String kind(Class<?> type) {
        if (type.isRecord() || Map.class.isAssignableFrom(type)) {
            return "a map of keys";
        }
        if (List.class.isAssignableFrom(type)) {
            return "a list, each entry of which begins with a dash";
        }
        Class<?> boxed = MethodType.methodType(type).wrap().returnType();
        if (boxed == Boolean.class) {
            return "true or false";
        }
        if (boxed == Integer.class || boxed == Long.class) {
            return "a whole number";
        }
        return Number.class.isAssignableFrom(boxed) ? "a number" : "a text";
    }

    /** Where a wrong value is, with a colon after it: an option that is its key's own needs no path. */
    private static String place(String file, List<Setting> settings, String path) {
        Setting given = given(settings, path);
        boolean own =
                given != null && given.path().equals(path) && !given.origin().equals(Setting.ANY);
        return origin(file, given) + (own || path.isEmpty() ? "" : path + ": ");
    }

    private static String origin(String file, @Nullable Setting given) {
        if (given != null) {
            return given.origin() + ": ";
        }
        return file.isEmpty() ? "" : file + ": ";
    }

    private static @Nullable Setting given(List<Setting> settings, String path) {
        return settings.stream()
                .filter(setting -> setting.concerns(path))
                .reduce((before, last) -> last)
                .orElse(null);
    }
}
