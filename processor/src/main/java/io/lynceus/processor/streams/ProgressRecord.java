package io.lynceus.processor.streams;

import io.lynceus.processor.pipeline.KnownEpoch;
import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.processor.pipeline.Progress;
import io.lynceus.processor.pipeline.SkippedFrames;
import io.lynceus.processor.pipeline.StageState;
import io.lynceus.schemas.avro.CameraProgress;
import io.lynceus.schemas.avro.StoredEpoch;
import io.lynceus.schemas.avro.StoredOrigin;
import io.lynceus.schemas.avro.StoredPacket;
import io.lynceus.schemas.avro.StoredSequences;
import io.lynceus.schemas.avro.StoredSkipped;
import io.lynceus.schemas.avro.StoredStage;
import java.util.List;
import java.util.TreeMap;

/** {@link Progress} as the Avro record that is stored, and back. */
final class ProgressRecord {
    private ProgressRecord() {}

    static CameraProgress of(Progress progress) {
        PacketFacts.Origin start = progress.start();
        SkippedFrames skipped = progress.skipped();
        return new CameraProgress(
                progress.camera(),
                progress.epoch(),
                progress.ended(),
                start == null ? null : origin(start),
                progress.end(),
                progress.epochs().stream().map(ProgressRecord::epoch).toList(),
                progress.outdatedInARow(),
                progress.due().stream().map(ProgressRecord::packet).toList(),
                skipped == null ? null : skipped(skipped),
                progress.nextSample(),
                progress.stages().stream()
                        .map(stage -> new StoredStage(stage.name(), stage.version(), stage.state()))
                        .toList());
    }

    static Progress progress(CameraProgress stored) {
        StoredOrigin start = stored.getStart();
        StoredSkipped skipped = stored.getSkipped();
        return new Progress(
                stored.getCamera(),
                stored.getEpoch(),
                stored.getEnded(),
                start == null ? null : origin(start),
                stored.getEnd(),
                stored.getEpochs().stream().map(ProgressRecord::epoch).toList(),
                stored.getOutdatedInARow(),
                stored.getDue().stream().map(ProgressRecord::packet).toList(),
                skipped == null ? null : skipped(skipped),
                stored.getNextSample(),
                stored.getStages().stream()
                        .map(stage -> new StageState(stage.getName(), stage.getVersion(), stage.getState()))
                        .toList());
    }

    private static StoredSkipped skipped(SkippedFrames frames) {
        return new StoredSkipped(packet(frames.first()), frames.lastSequence(), frames.reason(), frames.offsetSteps());
    }

    private static SkippedFrames skipped(StoredSkipped stored) {
        return new SkippedFrames(
                packet(stored.getFirst()), stored.getLastSequence(), stored.getReason(), stored.getOffsetSteps());
    }

    private static StoredEpoch epoch(KnownEpoch known) {
        List<StoredSequences> seen = known.seen().entrySet().stream()
                .map(run -> new StoredSequences(run.getKey(), run.getValue()))
                .toList();
        return new StoredEpoch(known.epoch(), seen, known.end());
    }

    private static KnownEpoch epoch(StoredEpoch stored) {
        TreeMap<Long, Long> seen = new TreeMap<>();
        stored.getSeen().forEach(run -> seen.put(run.getFirst(), run.getLast()));
        return new KnownEpoch(stored.getEpoch(), seen, stored.getEnd());
    }

    private static StoredPacket packet(PacketFacts packet) {
        return new StoredPacket(
                packet.camera(),
                packet.epoch(),
                packet.sequence(),
                packet.pts(),
                packet.timeBaseNumerator(),
                packet.timeBaseDenominator(),
                packet.captureTime(),
                packet.captureTimeSource(),
                packet.ingestTime(),
                packet.width(),
                packet.height(),
                origin(packet.origin()),
                packet.dated());
    }

    private static PacketFacts packet(StoredPacket stored) {
        return new PacketFacts(
                stored.getCamera(),
                stored.getEpoch(),
                stored.getSequence(),
                stored.getPts(),
                stored.getTimeBaseNumerator(),
                stored.getTimeBaseDenominator(),
                stored.getCaptureTime(),
                stored.getCaptureTimeSource(),
                stored.getIngestTime(),
                stored.getWidth(),
                stored.getHeight(),
                origin(stored.getOrigin()),
                stored.getDated());
    }

    private static StoredOrigin origin(PacketFacts.Origin origin) {
        return new StoredOrigin(origin.topic(), origin.partition(), origin.offset());
    }

    private static PacketFacts.Origin origin(StoredOrigin stored) {
        return new PacketFacts.Origin(stored.getTopic(), stored.getPartition(), stored.getOffset());
    }
}
