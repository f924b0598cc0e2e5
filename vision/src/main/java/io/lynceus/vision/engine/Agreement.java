package io.lynceus.vision.engine;

import io.lynceus.vision.RunError;
import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.pixels.PictureSource;
import java.util.List;
import java.util.Locale;

/**
 * How far two engines' answers to the same pictures lie apart.
 *
 * @param score the largest difference of a score, of any anchor and class
 * @param box the largest difference of a box's side in pixels of the input, of those boxes that were compared
 */
public record Agreement(double score, double box) {
    /** Where an engine scores less, it does not say that there is something. */
    public static final float SEEN = 0.1f;

    private static final double MOST_SCORE = 0.05;
    private static final double MOST_BOX = 4;
    private static final float ALL = -1;

    /**
     * Runs the pictures on both: one at a time on the reference; on the other in its batches, of which each place is
     * filled, then the first one singly, then the first batch again, for each size of a batch takes a way of its own
     * through a card.
     *
     * @param pictures one or more
     */
    public static Agreement between(Engine reference, Engine other, List<PictureSource> pictures) {
        Agreement worst = new Agreement(0, 0);
        try (Lane one = reference.lane();
                Lane many = other.lane()) {
            for (int first = 0; first < pictures.size(); first += other.batch()) {
                worst = worst.and(of(one, many, pictures, first, other.batch()));
            }
            return worst.and(of(one, many, pictures, 0, 1)).and(of(one, many, pictures, 0, other.batch()));
        }
    }

    /**
     * That the other gives the same boxes as the reference, on two drawn pictures: no card, driver or library is to
     * give other ones than the model was measured with.
     *
     * @param library whose the other's answers are, for people
     * @throws RunError when it does not
     */
    public static void prove(Engine reference, Engine other, String library) {
        Agreement agreement = between(
                reference,
                other,
                List.of(
                        Pattern.of(reference.model().input(), 1),
                        Pattern.of(reference.model().input(), 2)));
        if (!agreement.holds()) {
            throw new RunError(library + "'s answers are not ONNX Runtime's for the model "
                    + reference.model().name() + ": " + agreement);
        }
    }

    private static Agreement of(Lane one, Lane many, List<PictureSource> pictures, int first, int batch) {
        Agreement worst = new Agreement(0, 0);
        for (int place = 0; place < batch; place++) {
            many.write(place, pictures.get((first + place) % pictures.size()));
        }
        many.run(batch);
        for (int place = 0; place < batch; place++) {
            one.write(0, pictures.get((first + place) % pictures.size()));
            one.run(1);
            worst = worst.and(of(one.read(0, ALL), many.read(place, ALL), SEEN));
        }
        return worst;
    }

    /**
     * Of what two say of one picture.
     *
     * @param reference every pair of an anchor and a class; not a number where the other has not as many
     * @param other in the same order
     * @param seen boxes are compared where the reference scores more
     */
    public static Agreement of(Candidates reference, Candidates other, float seen) {
        if (reference.size() != other.size()) {
            // Not a number scores neither more nor less than anything.
            return new Agreement(Double.NaN, Double.NaN);
        }
        double score = 0;
        double box = 0;
        for (int i = 0; i < reference.size(); i++) {
            Box wanted = reference.box(i);
            Box found = other.box(i);
            score = Math.max(score, Math.abs(wanted.score() - found.score()));
            if (wanted.score() > seen) {
                box = Math.max(box, apart(wanted, found));
            }
        }
        return new Agreement(score, box);
    }

    private static double apart(Box wanted, Box found) {
        double horizontal = Math.max(Math.abs(wanted.x1() - found.x1()), Math.abs(wanted.x2() - found.x2()));
        double vertical = Math.max(Math.abs(wanted.y1() - found.y1()), Math.abs(wanted.y2() - found.y2()));
        return Math.max(horizontal, vertical);
    }

    /** The larger differences of both. */
    public Agreement and(Agreement more) {
        return new Agreement(Math.max(score, more.score), Math.max(box, more.box));
    }

    /** Whether the differences are those of rounding, float16's counted in. */
    public boolean holds() {
        return score <= MOST_SCORE && box <= MOST_BOX;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "scores within %.4f, boxes within %.2f px", score, box);
    }
}
