package io.lynceus.processor.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.schemas.EventFacts;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import org.junit.jupiter.api.Test;

class LedgerCountTest {
    private final LedgerCount count = new LedgerCount();

    @Test
    void balancesWhenEveryPacketHasOneEvent() {
        packets("a", 1, 0, 3);
        events("a", 1, 0, 3);
        CameraLedger line = count.lines().get(0);
        assertThat(line.captured()).isEqualTo(3);
        assertThat(line.byStatus()).containsOnly(org.assertj.core.api.Assertions.entry("DETECTED", 3L));
        assertThat(line.balanced()).isTrue();
    }

    @Test
    void aPacketWithoutAnEventIsPendingWhileADecoderMayHoldIt() {
        packets("a", 1, 0, 30);
        events("a", 1, 0, 26);
        events("a", 1, 27, 28);
        CameraLedger line = count.lines().get(0);
        assertThat(line.pending()).isEqualTo(3);
        assertThat(line.missing()).isZero();
        assertThat(line.balanced()).isFalse();
    }

    @Test
    void andMissingWhenEventsOfMuchLaterOnesAreOut() {
        packets("a", 1, 0, 50);
        events("a", 1, 0, 2);
        events("a", 1, 4, 40);
        CameraLedger line = count.lines().get(0);
        assertThat(line.missing()).isEqualTo(2);
        assertThat(line.pending()).isEqualTo(10);
    }

    @Test
    void orWhenEventsOfALaterEpochAreOut() {
        packets("a", 1, 0, 5);
        packets("a", 2, 0, 5);
        packets("a", 3, 0, 5);
        events("a", 1, 0, 3);
        events("a", 2, 0, 1);
        CameraLedger line = count.lines().get(0);
        assertThat(line.missing()).isEqualTo(2);
        assertThat(line.pending()).isEqualTo(9);
    }

    @Test
    void whichEpochIsLaterIsDecidedByWhoCameFirstAndNotByNumbers() {
        packets("a", 9, 0, 5);
        packets("a", 2, 0, 5);
        events("a", 9, 0, 3);
        events("a", 2, 0, 1);
        CameraLedger line = count.lines().get(0);
        assertThat(line.missing()).isEqualTo(2);
        assertThat(line.pending()).isEqualTo(4);
    }

    @Test
    void aSecondEventIsADuplicateAndOutOfOrder() {
        packets("a", 1, 0, 3);
        events("a", 1, 0, 3);
        events("a", 1, 1, 2);
        CameraLedger line = count.lines().get(0);
        assertThat(line.duplicate()).isEqualTo(1);
        assertThat(line.outOfOrder()).isEqualTo(1);
        assertThat(line.balanced()).isFalse();
    }

    @Test
    void camerasAndEpochsAreCountedApart() {
        packets("a", 1, 0, 3);
        packets("a", 2, 0, 3);
        packets("b", 1, 0, 3);
        events("a", 1, 0, 3);
        events("b", 1, 0, 3);
        assertThat(count.lines()).extracting(CameraLedger::pending).containsExactly(3L, 0L);
    }

    @Test
    void theMarkerAtTheEndIsNoFrame() {
        count.packet(
                EncodedPacket.newBuilder(Entries.packet("a", 1, 0))
                        .setEndOfStream(true)
                        .build(),
                0,
                0);
        assertThat(count.lines()).isEmpty();
    }

    @Test
    void oneEventMayStandForARunOfSkippedFrames() {
        packets("a", 1, 0, 10);
        count.event(EventFacts.of(FrameDetections.newBuilder(Entries.event("a", 1, 0, FrameStatus.SKIPPED))
                .setLastSequence(9L)
                .setFrameCount(10)
                .build()));
        CameraLedger line = count.lines().get(0);
        assertThat(line.balanced()).isTrue();
        assertThat(line.byStatus()).containsEntry("SKIPPED", 10L);
    }

    @Test
    void aFrameOfARunThatHasAnotherEventIsADuplicate() {
        packets("a", 1, 0, 10);
        events("a", 1, 0, 3);
        count.event(EventFacts.of(FrameDetections.newBuilder(Entries.event("a", 1, 2, FrameStatus.SKIPPED))
                .setLastSequence(8L)
                .setFrameCount(7)
                .build()));
        CameraLedger line = count.lines().get(0);
        assertThat(line.duplicate()).isEqualTo(1);
        assertThat(line.pending()).isEqualTo(1);
    }

    @Test
    void framesOfRelease01ThatShareAnIdDoNotBalance() {
        packets("a", 1, 0, 6);
        events("a", 1, 0, 3);
        old("a", 1, 3, "a/1/77");
        old("a", 1, 4, "a/1/77");
        old("a", 1, 5, "a/1/78");
        CameraLedger line = count.lines().get(0);
        assertThat(line.sharedIds()).isEqualTo(1);
        assertThat(line.duplicate()).isZero();
        assertThat(line.balanced()).isFalse();
    }

    @Test
    void anEventThatIsThereTwiceIsADuplicateAndNoSharedId() {
        packets("a", 1, 0, 1);
        old("a", 1, 0, "a/1/77");
        old("a", 1, 0, "a/1/77");
        CameraLedger line = count.lines().get(0);
        assertThat(line.duplicate()).isEqualTo(1);
        assertThat(line.sharedIds()).isZero();
    }

    private void old(String camera, long epoch, int sequence, String id) {
        count.event(
                EventFacts.of(FrameDetections.newBuilder(Entries.event(camera, epoch, sequence, FrameStatus.DETECTED))
                        .setFrameId(id)
                        .build()));
    }

    @Test
    void packetsThatHaveAnEventNeedNotCome() {
        events("a", 1, 0, 30);
        packets("a", 1, 30, 32);
        CameraLedger line = count.lines().get(0);
        assertThat(line.captured()).isEqualTo(32);
        assertThat(line.pending()).isEqualTo(2);
        assertThat(line.byStatus()).containsEntry("DETECTED", 30L);
    }

    @Test
    void theColumnsAddUpAlsoWithDuplicatesAndNameWhoWroteThem() {
        packets("a", 1, 0, 30);
        events("a", 1, 0, 20);
        for (int i = 5; i < 10; i++) {
            count.event(EventFacts.of(FrameDetections.newBuilder(Entries.event("a", 1, i, FrameStatus.SKIPPED))
                    .setApplication("second")
                    .build()));
        }
        CameraLedger line = count.lines().get(0);
        assertThat(line.captured()).isEqualTo(30);
        assertThat(line.byStatus()).containsOnly(org.assertj.core.api.Assertions.entry("DETECTED", 20L));
        assertThat(line.pending()).isEqualTo(10);
        assertThat(line.duplicate()).isEqualTo(5);
        assertThat(line.byWriter()).containsEntry("", 20L).containsEntry("second", 5L);
    }

    @Test
    void anEpochWithoutAnyEventIsMissingWhenALaterOneHasSome() {
        for (int i = 0; i < 3; i++) {
            count.event(EventFacts.of(FrameDetections.newBuilder(Entries.event("a", 2, i, FrameStatus.DETECTED))
                    .setOriginOffset(100 + i)
                    .build()));
        }
        packets("a", 1, 0, 5);
        assertThat(count.lines().get(0).missing()).isEqualTo(5);
    }

    @Test
    void ofARunThatBeganBeforeWhatIsLookedAtTheLaterFramesHaveTheirEvent() {
        count.earlier(EventFacts.of(FrameDetections.newBuilder(Entries.event("a", 1, 0, FrameStatus.SKIPPED))
                .setLastSequence(9L)
                .setFrameCount(10)
                .build()));
        packets("a", 1, 5, 12);
        CameraLedger line = count.lines().get(0);
        assertThat(line.captured()).isEqualTo(2);
        assertThat(line.pending()).isEqualTo(2);
    }

    private void packets(String camera, long epoch, int from, int to) {
        for (int i = from; i < to; i++) {
            count.packet(Entries.packet(camera, epoch, i), 0, i);
        }
    }

    private void events(String camera, long epoch, int from, int to) {
        for (int i = from; i < to; i++) {
            count.event(EventFacts.of(Entries.event(camera, epoch, i, FrameStatus.DETECTED)));
        }
    }
}
