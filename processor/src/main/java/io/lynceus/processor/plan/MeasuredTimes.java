package io.lynceus.processor.plan;

import io.lynceus.processor.plan.ServiceTimes.DecodeTime;
import io.lynceus.processor.plan.ServiceTimes.EngineTime;
import io.lynceus.processor.plan.ServiceTimes.PipelineTimes;
import io.lynceus.vision.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a file of service times says, which need not be all: {@code bench detect --times} writes engines alone. */
record MeasuredTimes(
        @Nullable String machine,
        @Nullable List<DecodeTime> decoders,
        @Nullable List<EngineTime> engines,
        @Nullable PipelineTimes pipeline) {
    MeasuredTimes {
        if (decoders != null && decoders.isEmpty()) {
            throw new UserError("decoders: is empty");
        }
        if (engines != null && engines.isEmpty()) {
            throw new UserError("engines: is empty");
        }
    }

    /** With the stated times, and where those were measured, in the place of what the file leaves out. */
    ServiceTimes or(ServiceTimes stated) {
        String there = stated.machine();
        return new ServiceTimes(
                machine,
                decoders != null
                        ? decoders
                        : stated.decoders().stream()
                                .map(one -> new DecodeTime(one.codec(), one.size(), one.millis(), at(one.on(), there)))
                                .toList(),
                engines != null
                        ? engines
                        : stated.engines().stream()
                                .map(one -> new EngineTime(
                                        one.model(),
                                        one.imgsz(),
                                        one.engine(),
                                        one.gpu(),
                                        one.batches(),
                                        at(one.on(), there)))
                                .toList(),
                pipeline != null ? pipeline : elsewhere(stated.pipeline(), there));
    }

    private static PipelineTimes elsewhere(PipelineTimes one, @Nullable String there) {
        return new PipelineTimes(
                one.frameMillis(),
                one.commitMillis(),
                one.captureMillis(),
                one.brokerMillis(),
                one.deliveryMillis(),
                one.startSeconds(),
                at(one.on(), there));
    }

    private static @Nullable String at(@Nullable String own, @Nullable String there) {
        return own != null ? own : there;
    }
}
