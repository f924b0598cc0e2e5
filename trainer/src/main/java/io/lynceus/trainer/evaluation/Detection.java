package io.lynceus.trainer.evaluation;

/** One predicted object: corners in pixels of the source picture, letterbox undone. */
public record Detection(int classId, float score, float x1, float y1, float x2, float y2) {}
