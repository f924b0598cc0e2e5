package io.lynceus.trainer.data;

/** One labelled object: class index and corners in pixels of its picture. */
public record LabelBox(int classId, float x1, float y1, float x2, float y2) {}
