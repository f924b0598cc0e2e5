package io.lynceus.processor.web;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * One message of a stream to the page: its kind (one byte), the length of its JSON and of what follows (four bytes
 * each, the highest first), the JSON, and what follows, a picture or a video. One connection carries all of a page's
 * cameras, for browsers allow six a host.
 */
final class Message {
    /** Numbers, nothing follows. */
    static final char NUMBERS = 'N';
    /** A picture's event, and the picture as JPEG. */
    static final char PICTURE = 'P';
    /** A recording's boxes, and the video as MP4. */
    static final char VIDEO = 'V';

    private Message() {}

    static void write(OutputStream to, char kind, byte[] json, byte[] rest) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(9);
        DataOutputStream out = new DataOutputStream(head);
        out.writeByte(kind);
        out.writeInt(json.length);
        out.writeInt(rest.length);
        to.write(head.toByteArray());
        to.write(json);
        to.write(rest);
    }
}
