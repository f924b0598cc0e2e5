package io.lynceus.trainer.evaluation;

/**
 * How well one class is found.
 *
 * @param classId index of the class
 * @param name name of the class
 * @param pictures pictures that show it
 * @param instances labels of it
 * @param precision at the score where the mean F1 of all classes is best, IoU 0.5
 * @param recall at the same score
 * @param ap50 average precision at IoU 0.5
 * @param ap average precision, mean over IoU 0.50 to 0.95
 */
public record ClassMetrics(
        int classId,
        String name,
        int pictures,
        int instances,
        double precision,
        double recall,
        double ap50,
        double ap) {}
