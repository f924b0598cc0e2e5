package io.lynceus.processor.web;

import java.nio.charset.StandardCharsets;

/** Something that is read over HTTP. Called on any thread, at once by several. */
@FunctionalInterface
public interface Shown {
    /**
     * What there is to read now.
     *
     * @param status of HTTP
     * @param type media type
     * @param body not changed any more
     */
    record Answer(int status, String type, byte[] body) {
        /** A plain text. */
        public static Answer text(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** @param accept the media types that the reader likes, as HTTP has them; empty for any */
    Answer answer(String accept);
}
