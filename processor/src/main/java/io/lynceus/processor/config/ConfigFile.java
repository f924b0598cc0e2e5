package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML files into records. The records fill in defaults and check themselves in their constructors; what is wrong
 * begins with the component's name there, {@code "threads: 0 is less than 1"}, and gets file and path here.
 */
public final class ConfigFile {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private ConfigFile() {}

    /**
     * @param file null for one that sets nothing
     * @param settings go before the file, the later ones before the earlier
     * @param type a record
     * @throws UserError with file or option, and path, when the file cannot be read or does not fit the record
     */
    public static <T> T read(@Nullable Path file, List<Setting> settings, Class<T> type) {
        if (file == null) {
            return parse("", new byte[0], settings, type);
        }
        try {
            return parse(file.toString(), Files.readAllBytes(file), settings, type);
        } catch (IOException e) {
            throw new UserError(
                    "cannot read the configuration " + file + ": "
                            + (Files.exists(file) ? e.getMessage() : "no such file"),
                    e);
        }
    }

    /**
     * As {@link #read}, of content that is there already.
     *
     * @param file what to call it
     */
    public static <T> T parse(String file, byte[] content, List<Setting> settings, Class<T> type) {
        try {
            JsonNode read = MAPPER.readTree(content);
            // An empty file is one that leaves everything at its default.
            JsonNode tree = read.isMissingNode() || read.isNull() ? MAPPER.createObjectNode() : read;
            if (tree instanceof ObjectNode keys) {
                settings.forEach(setting -> put(keys, setting, type));
            }
            return Objects.requireNonNull(MAPPER.treeToValue(tree, type));
        } catch (JsonMappingException e) {
            throw wrong(file, settings, type, e);
        } catch (JsonProcessingException e) {
            throw new UserError(at(file, e) + ": not YAML: " + oneLine(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UserError(file + ": " + e.getMessage(), e);
        }
    }

    /** As YAML's data model has it. */
    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** What YAML makes of a plain text: a string, a number, a boolean. */
    static Object scalar(String text) {
        try {
            return Objects.requireNonNullElse(MAPPER.readValue(text, Object.class), "");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static void put(ObjectNode root, Setting setting, Class<?> type) {
        List<String> steps = ConfigKey.steps(type, setting.path());
        ObjectNode at = root;
        for (String step : steps.subList(0, steps.size() - 1)) {
            at = at.get(step) instanceof ObjectNode inner ? inner : at.putObject(step);
        }
        at.set(steps.get(steps.size() - 1), value(setting));
    }

    /** Lists and maps as YAML has them, all else as the text that it is: {@code 007} is a name too. */
    private static JsonNode value(Setting setting) {
        String text = setting.value();
        if (!text.startsWith("[") && !text.startsWith("{")) {
            return new TextNode(text);
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UserError(
                    setting.origin() + ": " + setting.path() + ": not YAML: " + oneLine(e.getOriginalMessage()), e);
        }
    }

    private static UserError wrong(String file, List<Setting> settings, Class<?> type, JsonMappingException e) {
        List<String> steps = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .toList();
        String path = String.join(".", steps).replace(".[", "[");
        if (e instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return new UserError(
                    origin(file, given(settings, path)) + "unknown key '" + path + "'; known here: " + known, e);
        }
        String what = what(e);
        String first = what.substring(0, Math.max(0, what.indexOf(':')));
        if (ConfigKey.has(type, steps, first)) {
            path = path.isEmpty() ? first : path + "." + first;
            what = what.substring(first.length() + 1).strip();
        }
        return new UserError(place(file, settings, path) + what, e);
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
        return oneLine(e.getOriginalMessage());
    }

    private static String kind(Class<?> type) {
        if (type.isRecord() || Map.class.isAssignableFrom(type)) {
            return "a map of keys";
        }
        if (List.class.isAssignableFrom(type)) {
            return "a list";
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

    /** With the line, which is only sure where the syntax is wrong. */
    private static String at(String file, JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null || location.getLineNr() < 1 ? file : file + ":" + location.getLineNr();
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
