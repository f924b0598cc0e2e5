package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.lynceus.vision.Reason;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML files into records. The records fill in defaults and check themselves in their constructors; what is wrong
 * begins with the component's name there, {@code "threads: 0 is less than 1"}, and gets file and path here. No message
 * has the credentials of a URL.
 */
public final class ConfigFile {
    /** IPv6 and a port, and whatever follows, such as other brokers. */
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9A-Fa-f:.]+]:\\d.*");

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
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
                            + (Files.exists(file) ? Reason.of(e) : "no such file"),
                    e);
        }
    }

    /**
     * As {@link #read}, of content that is there already.
     *
     * @param file what to call it
     */
    public static <T> T parse(String file, byte[] content, List<Setting> settings, Class<T> type) {
        return parse(file, content, settings, type, System.getenv());
    }

    /** @param environment what <code>${NAME}</code> in the file stands for */
    static <T> T parse(
            String file, byte[] content, List<Setting> settings, Class<T> type, Map<String, String> environment) {
        JsonNode tree;
        try {
            JsonNode read = MAPPER.readTree(content);
            // An empty file is one that leaves everything at its default.
            tree = read.isMissingNode() || read.isNull() ? MAPPER.createObjectNode() : read;
        } catch (JsonProcessingException e) {
            throw ConfigErrors.syntax(file, "YAML", e);
        } catch (IOException e) {
            throw new UserError(file + ": " + e.getMessage(), e);
        }
        try {
            ConfigTree.filled(tree, "", environment);
        } catch (UserError e) {
            throw new UserError(file + ": " + e.getMessage(), e);
        }
        if (tree instanceof ObjectNode keys) {
            ConfigTree.unfold(keys, type);
            settings.forEach(setting -> put(keys, setting, type));
            ConfigTree.unfold(keys, type);
        }
        return bind(MAPPER, tree, file, settings, type);
    }

    /**
     * A record from the JSON that somebody sent, who may know nothing of this machine: its environment is not looked
     * at.
     *
     * @throws UserError with the path when it does not fit the record
     */
    public static <T> T request(byte[] content, Class<T> type) {
        try {
            return bind(JSON, JSON.readTree(content), "", List.of(), type);
        } catch (JsonProcessingException e) {
            throw ConfigErrors.syntax("request", "JSON", e);
        } catch (IOException e) {
            throw new UserError("request: not JSON", e);
        }
    }

    private static <T> T bind(ObjectMapper mapper, JsonNode tree, String file, List<Setting> settings, Class<T> type) {
        try {
            T bound = mapper.treeToValue(tree, type);
            if (bound == null) {
                throw new UserError((file.isEmpty() ? "" : file + ": ") + "is not a map of keys");
            }
            return bound;
        } catch (JsonMappingException e) {
            UserError wrong = ConfigErrors.binding(file, settings, type, e);
            throw new UserError(Redacted.text(String.valueOf(wrong.getMessage()), ConfigTree.texts(tree)));
        } catch (JsonProcessingException e) {
            throw new UserError((file.isEmpty() ? "" : file + ": ") + "is not a map of keys");
        }
    }

    /** As JSON, keys in the order of the record's components. */
    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a file that {@link #read} takes. */
    public static String yaml(Object value) {
        try {
            return MAPPER.writeValueAsString(value).replaceFirst("^---\n", "");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
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

    /**
     * Lists and maps as YAML has them, all else as the text that it is: {@code 007} is a name too, and
     * {@code [::1]:8080} an address.
     */
    private static JsonNode value(Setting setting) {
        String text = setting.value();
        if (!text.startsWith("[") && !text.startsWith("{")
                || ADDRESS.matcher(text).matches()) {
            return new TextNode(text);
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw ConfigErrors.syntax(setting, e);
        }
    }
}
