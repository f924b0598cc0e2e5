package io.lynceus.processor.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads YAML files into records, which check themselves in their constructors. */
public final class ConfigFile {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ConfigFile() {}

    /**
     * @param type a record; keys that the file leaves out are null in it
     * @throws UserError with file, key and path when the file cannot be read or does not fit the record
     */
    public static <T> T read(Path file, Class<T> type) {
        try {
            return parse(file.toString(), Files.readAllBytes(file), type);
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
    public static <T> T parse(String file, byte[] content, Class<T> type) {
        try {
            JsonNode tree = MAPPER.readTree(content);
            // An empty file is one that leaves everything at its default.
            return tree.isMissingNode() || tree.isNull()
                    ? MAPPER.readValue("{}", type)
                    : Objects.requireNonNull(MAPPER.readValue(content, type));
        } catch (UnrecognizedPropertyException e) {
            String known = e.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new UserError(file + ": unknown key '" + path(e) + "'; known here: " + known, e);
        } catch (JsonMappingException e) {
            String message = e.getCause() instanceof UserError wrong ? wrong.getMessage() : e.getOriginalMessage();
            String path = path(e);
            throw new UserError(file + ": " + (path.isEmpty() ? "" : path + ": ") + message, e);
        } catch (JsonProcessingException e) {
            throw new UserError(at(file, e) + ": not YAML: " + oneLine(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new UserError(file + ": " + e.getMessage(), e);
        }
    }

    /** With the line, which is only sure where the syntax is wrong. */
    private static String at(String file, JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null || location.getLineNr() < 1 ? file : file + ":" + location.getLineNr();
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}
