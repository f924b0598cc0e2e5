package io.lynceus.vision.boxes;

/**
 * One box, in 0..1 of the source frame's width and height: 0 ≤ x1 ≤ x2 ≤ 1, 0 ≤ y1 ≤ y2 ≤ 1.
 *
 * @param classId index into the model's names
 * @param label the class's name
 * @param score 0..1
 */
public record Detection(int classId, String label, float score, float x1, float y1, float x2, float y2) {}
