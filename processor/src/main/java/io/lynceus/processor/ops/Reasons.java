package io.lynceus.processor.ops;

import io.lynceus.schemas.avro.FrameStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a frame or a packet came to nothing, as one of few words: the texts in events name numbers and settings. */
final class Reasons {
    /** What texts begin with, the longer before the shorter. */
    private static final Map<String, String> WORDS = words();

    private Reasons() {}

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("waiting for a keyframe: after a restart", "restart");
        words.put("waiting for a keyframe: packets before it", "gap");
        words.put("waiting for a keyframe", "keyframe");
        words.put("shown before the keyframe", "keyframe");
        words.put("after a restart", "restart");
        words.put("overload", "overload");
        words.put("sampled out", "sampled");
        words.put("of an older connection", "connection");
        words.put("not shown", "hidden");
        words.put("the broker was away", "buffer");
        words.put("larger than", "size");
        words.put("not stored", "refused");
        return words;
    }

    /** Of a frame without detections; empty for one that was detected. */
    static String of(FrameStatus status, @Nullable String reason) {
        return switch (status) {
            case DETECTED -> "";
            case DECODE_ERROR -> "decoder";
            default -> of(reason);
        };
    }

    /** Of what was skipped or dropped. */
    static String of(@Nullable String reason) {
        return WORDS.entrySet().stream()
                .filter(word -> reason != null && reason.startsWith(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("other");
    }
}
