package io.lynceus.trainer.data;

import io.lynceus.vision.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The annotations of a file by picture, with the file's category ids, which have gaps, turned into class indices.
 *
 * @param categoryIds by class index; a class that the file does not have gets a number above the file's own
 * @param objects by picture
 * @param unclear pictures of which nobody knows what they show, and why
 */
record CocoLabels(List<CocoId> categoryIds, Map<CocoId, List<CocoObject>> objects, Map<CocoId, String> unclear) {
    private static final Logger LOG = LoggerFactory.getLogger(CocoLabels.class);

    /**
     * Objects in an unknown picture or of a class that is not in {@code names} are left out, with a line in the log.
     * A picture with one of no category, or outside of it, is unclear.
     *
     * @param names the classes by index
     * @throws UserError when the file and {@code names} have no class in common
     */
    static CocoLabels of(CocoFile file, List<String> names) {
        @Nullable CocoId[] categoryIds = new CocoId[names.size()];
        long largest = file.categories().keySet().stream()
                .filter(CocoId::isNumber)
                .mapToLong(CocoId::number)
                .max()
                .orElse(0);
        file.categories().forEach((id, name) -> {
            if (names.contains(name) && categoryIds[names.indexOf(name)] == null) {
                categoryIds[names.indexOf(name)] = id;
            }
        });
        if (Arrays.stream(categoryIds).allMatch(Objects::isNull)) {
            throw new UserError(file.path() + ": none of its categories ("
                    + String.join(", ", file.categories().values()) + ") is in names");
        }
        List<CocoId> known = new ArrayList<>();
        for (CocoId id : categoryIds) {
            known.add(id == null ? CocoId.of(++largest) : id);
        }
        Map<CocoId, String> unclear = new HashMap<>(file.unclear());
        return new CocoLabels(known, objects(file, names, unclear), unclear);
    }

    private static Map<CocoId, List<CocoObject>> objects(
            CocoFile file, List<String> names, Map<CocoId, String> unclear) {
        Map<CocoId, List<CocoObject>> objects = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (CocoFile.Annotation annotation : file.annotations()) {
            CocoFile.Image image = file.images().get(annotation.imageId());
            String category = file.categories().get(annotation.categoryId());
            CocoObject o = annotation.object();
            if (image == null) {
                problems.add("no image " + annotation.imageId());
            } else if (category == null) {
                unclear.put(annotation.imageId(), "no category " + annotation.categoryId());
            } else if (!names.contains(category)) {
                problems.add("category " + category + " is not in names");
            } else if (isOutside(o, image)) {
                unclear.put(annotation.imageId(), "a box outside of the picture");
            } else {
                objects.computeIfAbsent(annotation.imageId(), id -> new ArrayList<>())
                        .add(new CocoObject(
                                names.indexOf(category), o.x(), o.y(), o.width(), o.height(), o.area(), o.crowd()));
            }
        }
        if (!problems.isEmpty()) {
            LOG.warn("{}: {} annotations left out: {}", file.path(), problems.size(), problems.get(0));
        }
        return objects;
    }

    /** Wholly; a box that only reaches over the edge is cut off there when it is learnt from. */
    private static boolean isOutside(CocoObject o, CocoFile.Image image) {
        return o.x() + o.width() <= 0
                || o.y() + o.height() <= 0
                || (image.width() > 0 && o.x() >= image.width())
                || (image.height() > 0 && o.y() >= image.height());
    }
}
