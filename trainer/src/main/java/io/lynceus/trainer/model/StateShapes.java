package io.lynceus.trainer.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a network's state dict looks like, without making the network. */
public final class StateShapes {
    private StateShapes() {}

    /** The shape of every parameter and buffer by its official name, in the official order; a scalar's is empty. */
    public static Map<String, List<Long>> of(Architecture architecture, int classes) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        int side = AnchorPoints.STRIDES[AnchorPoints.STRIDES.length - 1];
        Profile.of(architecture, classes, side, side)
                .parameters()
                .forEach(parameter -> shapes.put(parameter.name(), parameter.shape()));
        return shapes;
    }
}
