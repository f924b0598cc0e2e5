package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.decode.StreamFormat;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitKeyframesTest {
    private static final StreamFormat FORMAT = new StreamFormat("h264", null, 64, 64);
    private static final String SETS = "0000000167aa0000000168bb";
    private static final String FIRST = SETS + "0000016588";
    private static final String REST = SETS + "0000016544";

    private final Queue<Packet> given = new ArrayDeque<>();
    private @Nullable SourceAway away;
    private final SplitKeyframes keyframes = new SplitKeyframes(this::give);

    private @Nullable Packet give() throws SourceAway {
        if (given.isEmpty() && away != null) {
            throw away;
        }
        return given.poll();
    }

    @Test
    void aKeyframeThatIsWholeIsNotHeldBack() throws SourceAway {
        given.addAll(List.of(keyframe(FIRST, 0L), other(1), keyframe(FIRST, 2L), other(3)));
        keyframes.next();
        keyframes.next();
        keyframes.next();
        assertThat(given).hasSize(1);
    }

    @Test
    void partsAreJoinedOnceOneWasSeen() throws SourceAway {
        given.addAll(List.of(keyframe(FIRST, 0L), keyframe(REST, 0L), other(1)));
        given.addAll(List.of(keyframe(FIRST, 2L), keyframe(REST, 2L), keyframe(REST, null), other(3)));
        assertThat(next()).isEqualTo(FIRST);
        assertThat(next()).isEqualTo(REST);
        next();
        assertThat(next()).isEqualTo(FIRST + "0000016544" + "0000016544");
        assertThat(next()).isEqualTo("0000014103");
        assertThat(keyframes.next()).isNull();
    }

    @Test
    void whatIsOfAnotherTimeIsNotJoined() throws SourceAway {
        given.addAll(List.of(keyframe(REST, 0L), keyframe(FIRST, 1L), keyframe(REST, 2L)));
        next();
        assertThat(next()).isEqualTo(FIRST);
        assertThat(next()).isEqualTo(REST);
        assertThat(keyframes.next()).isNull();
    }

    @Test
    void aKeyframeThatIsThereComesBeforeTheEndOfItsConnection() throws SourceAway {
        away = new SourceAway("lost", false);
        given.addAll(List.of(keyframe(REST, 0L), keyframe(FIRST, 1L)));
        next();
        assertThat(next()).isEqualTo(FIRST);
        assertThatThrownBy(keyframes::next).isSameAs(away);
    }

    private String next() throws SourceAway {
        return HexFormat.of().formatHex(Objects.requireNonNull(keyframes.next()).data());
    }

    private static Packet keyframe(String data, @Nullable Long pts) {
        return new Packet(FORMAT, HexFormat.of().parseHex(data), pts, pts, 0, true, null);
    }

    private static Packet other(long pts) {
        return new Packet(FORMAT, HexFormat.of().parseHex("000001410" + pts), pts, pts, 0, false, null);
    }
}
