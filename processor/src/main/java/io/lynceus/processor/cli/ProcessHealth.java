package io.lynceus.processor.cli;

import io.lynceus.processor.ops.Check;
import io.lynceus.processor.streams.DetectionService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How process is. Ready: the engine has run once, the stream threads have their cameras and a broker answers. Live:
 * none of its threads is stuck.
 */
final class ProcessHealth {
    private volatile @Nullable DetectionService service;

    /** It has started, which means that the engine is warm. */
    void runs(DetectionService started) {
        service = started;
    }

    List<Check> live() {
        return List.of(new Check("threads", this::stuck));
    }

    List<Check> ready() {
        return List.of(new Check("threads", this::stuck), new Check("detection", this::trouble));
    }

    private @Nullable String stuck() {
        DetectionService at = service;
        String thread = at == null ? null : at.stuck();
        return thread == null ? null : thread + " is stuck";
    }

    private @Nullable String trouble() {
        DetectionService at = service;
        return at == null ? "starts" : at.trouble();
    }
}
