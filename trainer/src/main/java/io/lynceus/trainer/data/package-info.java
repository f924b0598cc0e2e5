/**
 * Labelled pictures. In: a data file (YAML) that names folders of pictures and label files,
 * COCO annotations, or a video and a table of labels; videos and pictures to predict on. Out:
 * {@link io.lynceus.trainer.data.Sample}s by index, and {@link io.lynceus.trainer.data.Frame}s
 * in order. FFmpeg does the decoding and the one scaling step; its classes stay here.
 */
package io.lynceus.trainer.data;
