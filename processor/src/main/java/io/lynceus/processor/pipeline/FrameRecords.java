package io.lynceus.processor.pipeline;

import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;

/**
 * Takes what a camera's stages write beside the events of the frames. They write while they are shown a frame, and only
 * then; it is stored in the transaction of that frame's event.
 */
public interface FrameRecords {
    /** Takes all and keeps nothing. */
    FrameRecords NONE = new FrameRecords() {
        @Override
        public void track(TrackEvent event) {}

        @Override
        public void zone(ZoneEvent event) {}

        @Override
        public void counts(CountWindow window) {}
    };

    void track(TrackEvent event);

    void zone(ZoneEvent event);

    void counts(CountWindow window);
}
