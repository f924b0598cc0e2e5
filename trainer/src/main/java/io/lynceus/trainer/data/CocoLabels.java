package io.lynceus.trainer.data;

import io.lynceus.vision.UserError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The annotations of a file by picture, with the file's category numbers, which have gaps, turned into class indices.
 *
 * @param categoryIds by class index; a class that the file does not have gets a number above the file's own
 * @param objects by picture number
 */
record CocoLabels(List<Long> categoryIds, Map<Long, List<CocoObject>> objects) {
    private static final Logger LOG = LoggerFactory.getLogger(CocoLabels.class);

    /**
     * Objects in an unknown picture, of an unknown class or outside
     * of their picture are left out, with a line in the log.
     *
     * @param names the classes by index
     * @throws UserError when the file and {@code names} have no class in common
     */
    static CocoLabels of(CocoFile file, List<String> names) {
        List<Long> categoryIds = new ArrayList<>(Collections.nCopies(names.size(), -1L));
        long largest = Collections.max(file.categories().keySet());
        file.categories().forEach((id, name) -> {
            if (names.contains(name) && categoryIds.get(names.indexOf(name)) < 0) {
                categoryIds.set(names.indexOf(name), id);
            }
        });
        if (categoryIds.stream().allMatch(id -> id < 0)) {
            throw new UserError(file.path() + ": none of its categories ("
                    + String.join(", ", file.categories().values()) + ") is in names");
        }
        for (int i = 0; i < names.size(); i++) {
            if (categoryIds.get(i) < 0) {
                categoryIds.set(i, ++largest);
            }
        }
        return new CocoLabels(categoryIds, objects(file, names));
    }

    private static Map<Long, List<CocoObject>> objects(CocoFile file, List<String> names) {
        Map<Long, List<CocoObject>> objects = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (CocoFile.Annotation annotation : file.annotations()) {
            CocoFile.Image image = file.images().get(annotation.imageId());
            String category = file.categories().get(annotation.categoryId());
            CocoObject o = annotation.object();
            if (image == null) {
                problems.add("no image " + annotation.imageId());
            } else if (category == null) {
                problems.add("no category " + annotation.categoryId());
            } else if (!names.contains(category)) {
                problems.add("category " + category + " is not in names");
            } else if (isOutside(o, image)) {
                problems.add("a box outside of " + image.fileName());
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
