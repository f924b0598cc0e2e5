package io.lynceus.trainer.training;

import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.util.Map;

/**
 * What of its data a run must find again to go on as if it had not stopped.
 *
 * @param names of the classes, as a checkpoint has them
 * @param pictures to learn from
 * @param batches in an epoch, which other processes or settings may change
 */
record LearntFrom(String names, int pictures, int batches) {
    private static final String NAMES = "names";
    private static final String PICTURES = "progress.pictures";
    private static final String BATCHES = "progress.batches";

    /** Notes it in a checkpoint, whose facts have the names. */
    void note(Map<String, String> metadata) {
        metadata.put(PICTURES, Integer.toString(pictures));
        metadata.put(BATCHES, Integer.toString(batches));
    }

    /** @throws UserError when the checkpoint has learnt from other data */
    void check(Path file, Map<String, String> metadata) {
        String learntNames = metadata.getOrDefault(NAMES, names);
        if (!learntNames.equals(names)) {
            throw other(file, "learnt the classes " + learntNames + ", now they are " + names);
        }
        String learntPictures = metadata.getOrDefault(PICTURES, Integer.toString(pictures));
        if (!learntPictures.equals(Integer.toString(pictures))) {
            throw other(file, "learnt from " + learntPictures + " pictures, now there are " + pictures);
        }
    }

    private static UserError other(Path file, String difference) {
        return new UserError(
                file + ": " + difference + ": a run goes on with the same data; begin another with --weights");
    }

    /**
     * The index of a batch, counted over the whole run, for this
     * many batches in an epoch: as far before the epoch as it was.
     *
     * @param index for the number of batches that the checkpoint notes, if any
     * @param epochs done
     */
    long recounted(long index, int epochs, Map<String, String> metadata) {
        String before = metadata.get(BATCHES);
        return before == null ? index : index + (long) epochs * (batches - Integer.parseInt(before));
    }
}
