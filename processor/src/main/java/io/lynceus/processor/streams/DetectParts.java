package io.lynceus.processor.streams;

import io.lynceus.processor.config.Damaged;
import io.lynceus.processor.config.Overload;
import io.lynceus.processor.decode.CameraDecoders;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.pipeline.FrameStages;
import io.lynceus.processor.pipeline.PacketReplay;
import java.time.Clock;

/**
 * What detection is put together from. All of it is used by all stream threads, and closed by its owner after the
 * streams.
 *
 * @param application id of the application, which its events name
 * @param listener looks on
 * @param replay gives packets again after a restart
 * @param overload the cameras' policies when there are more frames than the model can take
 * @param damaged the cameras' policies for damaged pictures
 * @param decoders the cameras'
 * @param stages come after the detector
 * @param clock of the events' processing time, of the packets' age and of the work's length
 * @param replayTime for decoding packets again
 * @param watch looks on
 * @param work of the transactions under way
 * @param backlog of the packets
 */
record DetectParts(
        Detector detector,
        String application,
        FrameListener listener,
        PacketReplay replay,
        Overload overload,
        Damaged damaged,
        CameraDecoders decoders,
        FrameStages stages,
        Clock clock,
        ReplayTime replayTime,
        StreamWatch watch,
        OpenWork work,
        Backlog backlog) {
    /** Nobody looks on but the listener. */
    DetectParts(
            Detector detector,
            String application,
            FrameListener listener,
            PacketReplay replay,
            Overload overload,
            Damaged damaged,
            CameraDecoders decoders,
            FrameStages stages,
            Clock clock,
            ReplayTime replayTime) {
        this(
                detector,
                application,
                listener,
                replay,
                overload,
                damaged,
                decoders,
                stages,
                clock,
                replayTime,
                StreamWatch.NONE,
                new OpenWork(StreamWatch.NONE, clock),
                new Backlog());
    }
}
