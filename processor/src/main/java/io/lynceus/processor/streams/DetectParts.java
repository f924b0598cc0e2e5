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
        ReplayTime replayTime) {}
