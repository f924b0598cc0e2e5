package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GopBufferTest {
    private static final int DATA = 744;
    private static final int PACKET = 1000;
    private static final int GOP = 5;

    @Test
    void packetsComeOutAsTheyWentIn() throws InterruptedException {
        GopBuffer buffer = buffer(100, 100);
        frames(buffer, "a", 1, 0, 12);
        assertThat(takeAll(buffer)).isEqualTo(List.of("a0..11"));
        assertThat(buffer.unsettled()).isZero();
        assertThat(buffer.dropped()).isZero();
    }

    @Test
    void aFullBufferDropsTheOldestGroupsAsWholesAndLeavesOneGapInTheirPlace() throws InterruptedException {
        GopBuffer buffer = buffer(11, 100);
        frames(buffer, "a", 1, 0, 22);
        assertThat(buffer.waitingBytes()).isEqualTo(7 * PACKET);
        assertThat(takeAll(buffer)).isEqualTo(List.of("a-0..14 (15)", "a15..21"));
        assertThat(buffer.dropped()).isEqualTo(15);
        assertThat(buffer.unsettled()).isZero();
    }

    @Test
    void theOldestOfAllCamerasGoFirst() throws InterruptedException {
        GopBuffer buffer = buffer(15, 100);
        frames(buffer, "a", 1, 0, 5);
        frames(buffer, "b", 1, 0, 5);
        frames(buffer, "a", 1, 5, 10);
        frames(buffer, "b", 1, 5, 10);
        frames(buffer, "b", 1, 10, 11);
        assertThat(takeAll(buffer)).isEqualTo(List.of("a-0..4 (5)", "b-0..4 (5)", "a5..9", "b5..10"));
    }

    @Test
    void whatWasHandedOverIsNeverDroppedAndTheRestOfItsGroupIsUpToTheNextKeyframe() throws InterruptedException {
        GopBuffer buffer = buffer(3, 3);
        frames(buffer, "a", 1, 0, 3);
        List<Outgoing> handed = List.of(take(buffer), take(buffer), take(buffer));
        frames(buffer, "a", 1, 3, 12);
        handed.forEach(buffer::settle);
        // 3, 4, then 5..9 did not fit; 10 and 11 are of the group that did.
        assertThat(text(handed)).isEqualTo(List.of("a0..2"));
        assertThat(takeAll(buffer)).isEqualTo(List.of("a-3..9 (7)", "a10..11"));
    }

    @Test
    void anEpochsMarkerOutlivesItsFramesWhenTheDecoderKnowsOfTheEpoch() throws InterruptedException {
        GopBuffer buffer = buffer(4, 2);
        frames(buffer, "a", 1, 0, 2);
        List<Outgoing> handed = List.of(take(buffer), take(buffer));
        frames(buffer, "a", 1, 2, 5);
        buffer.put(end("a", 1, 5));
        frames(buffer, "a", 2, 0, 3);
        buffer.put(end("a", 2, 3));
        frames(buffer, "a", 3, 0, 3);
        handed.forEach(buffer::settle);
        assertThat(takeAll(buffer)).isEqualTo(List.of("a-2..4 (3)", "a5", "a-0..2 (3)", "a0..2"));
    }

    @Test
    void aGroupThatIsStillComingIsDroppedToItsEnd() throws InterruptedException {
        GopBuffer buffer = buffer(3, 100);
        frames(buffer, "a", 1, 0, 4);
        assertThat(buffer.waitingBytes()).isZero();
        frames(buffer, "a", 1, 4, 5);
        buffer.put(end("a", 1, 5));
        assertThat(takeAll(buffer)).isEqualTo(List.of("a-0..4 (5)"));
        assertThat(buffer.unsettled()).isZero();
    }

    @Test
    void onlySoManyBytesAreHandedOver() throws InterruptedException {
        GopBuffer buffer = buffer(10, 2);
        frames(buffer, "a", 1, 0, 3);
        Outgoing first = take(buffer);
        take(buffer);
        AtomicReference<Outgoing> third = new AtomicReference<>();
        Thread taker = thread(() -> third.set(take(buffer)));
        awaitWaiting(taker);
        assertThat(third.get()).isNull();
        buffer.settle(first);
        taker.join();
        assertThat(text(List.of(third.get()))).isEqualTo(List.of("a2"));
    }

    @Test
    void whatComesBackGoesAgainInItsOrderAndBeforeAnythingElse() throws InterruptedException {
        GopBuffer buffer = buffer(100, 100);
        frames(buffer, "a", 1, 0, 5);
        Outgoing.Stored zero = (Outgoing.Stored) take(buffer);
        Outgoing.Stored one = (Outgoing.Stored) take(buffer);
        Outgoing.Stored two = (Outgoing.Stored) take(buffer);
        buffer.again(one);
        AtomicReference<Outgoing> next = new AtomicReference<>();
        Thread taker = thread(() -> next.set(take(buffer)));
        awaitWaiting(taker);
        assertThat(next.get()).as("others are still under way").isNull();
        buffer.settle(two);
        buffer.again(zero);
        taker.join();
        Outgoing.Stored again = (Outgoing.Stored) Objects.requireNonNull(next.get());
        assertThat(again.ticket()).isEqualTo(zero.ticket());
        assertThat(again.tries()).isEqualTo(1);
        buffer.settle(again);
        assertThat(takeAll(buffer)).isEqualTo(List.of("a1", "a3..4"));
        assertThat(buffer.unsettled()).isZero();
        assertThat(buffer.dropped()).isZero();
    }

    @Test
    void aFileWaitsForRoomAndNothingOfItIsDropped() throws InterruptedException {
        GopBuffer buffer = buffer(3, 100);
        CountDownLatch done = new CountDownLatch(1);
        Thread reader = thread(() -> {
            for (int i = 0; i < 8; i++) {
                buffer.put(file("f", i));
            }
            done.countDown();
        });
        awaitWaiting(reader);
        frames(buffer, "a", 1, 0, 1);
        buffer.put(end("a", 1, 1));
        List<Outgoing> out = new ArrayList<>();
        while (out.size() < 9) {
            Outgoing next = take(buffer);
            out.add(next);
            buffer.settle(next);
        }
        assertThat(done.await(5, TimeUnit.MINUTES)).isTrue();
        assertThat(text(out.stream().filter(GopBufferTest::isOfFile).toList())).isEqualTo(List.of("f0..7"));
        assertThat(buffer.dropped()).isEqualTo(1);
    }

    @Test
    void aRefusedPacketIsAGapOfItsOwn() throws InterruptedException {
        GopBuffer buffer = buffer(10, 100);
        frames(buffer, "a", 1, 0, 2);
        buffer.refuse((Outgoing.Stored) take(buffer), "too large");
        assertThat(takeAll(buffer)).isEqualTo(List.of("a1", "a-0 (1)"));
        assertThat(buffer.dropped()).isEqualTo(1);
    }

    @Test
    void waitsUntilAllIsSettled() throws InterruptedException {
        GopBuffer buffer = buffer(10, 100);
        frames(buffer, "a", 1, 0, 2);
        List<Outgoing> handed = List.of(take(buffer), take(buffer));
        assertThat(buffer.awaitSettled(0)).isFalse();
        Thread waiter =
                thread(() -> assertThat(buffer.awaitSettled(Long.MAX_VALUE)).isTrue());
        awaitWaiting(waiter);
        handed.forEach(buffer::settle);
        waiter.join();
    }

    @Test
    void whoWaitsIsWokenAtTheEnd() throws InterruptedException {
        GopBuffer buffer = buffer(1, 100);
        Thread reader = thread(() -> {
            buffer.put(file("f", 0));
            buffer.put(file("f", 1));
        });
        awaitWaiting(reader);
        buffer.close();
        reader.join();
        assertThat(buffer.take()).isNull();
    }

    private static GopBuffer buffer(int packets, int window) {
        return new GopBuffer((long) packets * PACKET, (long) window * PACKET, "full");
    }

    private static void frames(GopBuffer buffer, String camera, long epoch, int from, int to)
            throws InterruptedException {
        for (int i = from; i < to; i++) {
            buffer.put(packet(camera, epoch, i, CaptureTimeSource.INGEST_CLOCK).build());
        }
    }

    private static EncodedPacket file(String camera, int sequence) {
        return packet(camera, 1, sequence, CaptureTimeSource.FILE).build();
    }

    private static EncodedPacket end(String camera, long epoch, int sequence) {
        return packet(camera, epoch, sequence, CaptureTimeSource.INGEST_CLOCK)
                .setKeyframe(false)
                .setEndOfStream(true)
                .setData(ByteBuffer.allocate(0))
                .build();
    }

    private static EncodedPacket.Builder packet(String camera, long epoch, int sequence, CaptureTimeSource source) {
        return EncodedPacket.newBuilder()
                .setCamera(camera)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setCodec("h264")
                .setWidth(8)
                .setHeight(8)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(10)
                .setKeyframe(sequence % GOP == 0)
                .setCaptureTime(Instant.EPOCH)
                .setCaptureTimeSource(source)
                .setIngestTime(Instant.EPOCH)
                .setData(ByteBuffer.allocate(DATA));
    }

    private static Outgoing take(GopBuffer buffer) throws InterruptedException {
        Outgoing next = buffer.take();
        if (next == null) {
            throw new IllegalStateException("closed");
        }
        return next;
    }

    private static List<String> takeAll(GopBuffer buffer) throws InterruptedException {
        List<Outgoing> all = new ArrayList<>();
        while (buffer.unsettled() > 0) {
            Outgoing next = take(buffer);
            all.add(next);
            buffer.settle(next);
        }
        return text(all);
    }

    private static boolean isOfFile(Outgoing outgoing) {
        return outgoing instanceof Outgoing.Stored stored
                && stored.packet().getCamera().equals("f");
    }

    /** a3..5 for packets that went out, a-3..5 (3) for a gap. */
    private static List<String> text(List<Outgoing> all) {
        List<String> lines = new ArrayList<>();
        String camera = "";
        long first = 0;
        long last = -2;
        for (Outgoing one : all) {
            if (one instanceof Outgoing.Stored stored) {
                EncodedPacket packet = stored.packet();
                if (packet.getCamera().equals(camera) && packet.getSequence() == last + 1) {
                    lines.remove(lines.size() - 1);
                } else {
                    first = packet.getSequence();
                }
                camera = packet.getCamera();
                last = packet.getSequence();
                lines.add(camera + range(first, last));
            } else if (one instanceof Outgoing.Lost lost) {
                Gap gap = lost.gap();
                lines.add(
                        gap.camera() + "-" + range(gap.firstSequence(), gap.lastSequence()) + " (" + gap.count() + ")");
                last = -2;
            }
        }
        return lines;
    }

    private static String range(long first, long last) {
        return first == last ? "" + first : first + ".." + last;
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private static Thread thread(Step step) {
        Thread thread = new Thread(() -> {
            try {
                step.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Until it waits in the buffer's monitor, where only the test can wake it. */
    private static void awaitWaiting(Thread thread) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(thread::getState, EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING)::contains);
    }
}
