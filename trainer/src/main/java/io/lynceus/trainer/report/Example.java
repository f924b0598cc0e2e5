package io.lynceus.trainer.report;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.data.Sample;
import io.lynceus.vision.boxes.Box;
import java.util.List;

/**
 * A picture to show, with boxes in pixels of the original.
 *
 * @param sample the picture as loaded
 * @param labels what is there
 * @param detections what the model says, at serving thresholds
 */
record Example(Sample sample, List<LabelBox> labels, List<Box> detections) {}
