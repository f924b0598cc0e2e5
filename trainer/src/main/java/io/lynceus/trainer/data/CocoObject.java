package io.lynceus.trainer.data;

/**
 * One annotated object as COCO's evaluation counts it. Lengths in pixels of the original picture.
 *
 * @param classId index of the class
 * @param x left edge
 * @param y upper edge
 * @param width of the box
 * @param height of the box
 * @param area of the object's outline where the annotations give it, else of the box; decides small, medium, large
 * @param crowd a group that is not told apart: finding it earns nothing and costs nothing
 */
public record CocoObject(int classId, double x, double y, double width, double height, double area, boolean crowd) {}
