package io.lynceus.trainer.data;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.vision.Reason;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of annotations in COCO's JSON form (images, annotations, categories), read as a stream: it may have hundreds
 * of megabytes, most of them outlines, which are not used. What is wrong with single entries is one line in the log.
 */
final class CocoFile {
    private static final Logger LOG = LoggerFactory.getLogger(CocoFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A picture as listed; width and height are 0 where the file does not say. */
    record Image(CocoId id, String fileName, int width, int height) {}

    /** An annotation with its category in place of the class. */
    record Annotation(CocoId imageId, CocoId categoryId, CocoObject object) {}

    private final Path path;
    private final Map<CocoId, Image> images = new TreeMap<>();
    private final Map<CocoId, String> categories = new TreeMap<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private final Map<CocoId, String> unclear = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private CocoFile(Path path) {
        this.path = path;
    }

    /** @throws UserError when the file is not of that form */
    static CocoFile read(Path path) {
        CocoFile file = new CocoFile(path);
        try (JsonParser parser = JSON.createParser(path.toFile())) {
            file.read(parser);
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new UserError(path + ": not JSON" + where + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UserError(path + ": cannot be read: " + Reason.of(e), e);
        }
        if (file.images.isEmpty() || file.categories.isEmpty()) {
            throw new UserError(path + ": no COCO annotations: no usable "
                    + (file.images.isEmpty() ? "images" : "categories") + " in it");
        }
        if (!file.problems.isEmpty()) {
            LOG.warn("{}: {} entries left out: {}", path, file.problems.size(), file.problems.get(0));
        }
        return file;
    }

    private void read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String section = parser.currentName();
            parser.nextToken();
            Consumer<JsonNode> use = switch (section) {
                case "images" -> this::addImage;
                case "categories" -> this::addCategory;
                case "annotations" -> this::addAnnotation;
                default -> entry -> {};
            };
            if (parser.isExpectedStartArrayToken()) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    use.accept(JSON.readTree(parser));
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private void addImage(JsonNode entry) {
        String name = entry.path("file_name").asText();
        CocoId id = CocoId.of(entry.path("id"));
        if (id == null || name.isBlank()) {
            problems.add("image " + entry.path("id") + " lacks an id, or a file_name");
            return;
        }
        Image image = new Image(
                id, name, entry.path("width").asInt(), entry.path("height").asInt());
        if (images.putIfAbsent(id, image) != null) {
            problems.add("image " + id + " is there twice");
        }
    }

    private void addCategory(JsonNode entry) {
        CocoId id = CocoId.of(entry.path("id"));
        if (id == null || !entry.path("name").isTextual()) {
            problems.add("category " + entry.path("id") + " lacks an id, or a name");
        } else {
            categories.put(id, entry.path("name").asText());
        }
    }

    private void addAnnotation(JsonNode entry) {
        JsonNode box = entry.path("bbox");
        double x = number(box.path(0));
        double y = number(box.path(1));
        double width = number(box.path(2));
        double height = number(box.path(3));
        String name = "annotation " + entry.path("id");
        CocoId imageId = CocoId.of(entry.path("image_id"));
        CocoId categoryId = CocoId.of(entry.path("category_id"));
        if (imageId == null) {
            problems.add(name + " lacks an image_id");
        } else if (categoryId == null) {
            unclear.put(imageId, name + " lacks a category_id");
        } else if (box.size() != 4 || !Double.isFinite(x + y + width + height)) {
            unclear.put(imageId, name + ": bbox " + box + " is not x, y, width and height");
        } else if (width <= 0 || height <= 0) {
            problems.add(name + ": bbox " + box + " has no width or no height");
        } else {
            double area = entry.path("area").isNumber() ? entry.path("area").asDouble() : width * height;
            boolean crowd =
                    entry.path("iscrowd").asInt() != 0 || entry.path("iscrowd").asBoolean();
            annotations.add(new Annotation(imageId, categoryId, new CocoObject(0, x, y, width, height, area, crowd)));
        }
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    Path path() {
        return path;
    }

    /** By id. */
    Map<CocoId, Image> images() {
        return images;
    }

    /** Names by id. */
    Map<CocoId, String> categories() {
        return categories;
    }

    /** Why nobody knows what a picture shows: an object on it whose place or category cannot be made out. */
    Map<CocoId, String> unclear() {
        return unclear;
    }

    List<Annotation> annotations() {
        return annotations;
    }
}
