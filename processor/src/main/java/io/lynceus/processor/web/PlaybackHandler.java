package io.lynceus.processor.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code /playback?event=ID&before=5&after=5}: one {@link Message} with a video and what was found in it. What is not
 * stored any more is 404, with a line.
 */
final class PlaybackHandler implements HttpHandler {
    private static final int LONGEST_SECONDS = 30;

    private final Playback playback;
    private final ObjectMapper json;
    /** Each takes memory for its video, and time for its decoding. */
    private final Viewers viewers = new Viewers(2, Duration.ofMinutes(1));

    PlaybackHandler(Playback playback, ObjectMapper json) {
        this.playback = playback;
        this.json = json;
    }

    /** What is drawn upon the video. */
    private record Boxes(double eventAt, String codec, List<Frame> frames) {}

    /** One frame: when it is shown, in seconds, and what is in it. */
    private record Frame(double at, List<SeenPicture.Box> boxes) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Query query = Query.of(exchange);
        viewers.admit(exchange, visit -> {
            try {
                visit.waits();
                Playback.Recording recording =
                        playback.around(query.text("event"), span(query, "before"), span(query, "after"));
                visit.took();
                send(exchange, recording);
            } catch (UserError e) {
                Reply.text(exchange, 400, String.valueOf(e.getMessage()));
            } catch (RunError e) {
                Reply.text(exchange, 404, String.valueOf(e.getMessage()));
            }
        });
    }

    private void send(HttpExchange exchange, Playback.Recording recording) throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < recording.frames().size(); i++) {
            FrameDetections event = recording.frames().get(i);
            frames.add(new Frame(recording.seconds().get(i), SeenPicture.Box.all(event)));
        }
        byte[] head = json.writeValueAsBytes(new Boxes(recording.eventAt(), recording.codec(), frames));
        ByteArrayOutputStream body = new ByteArrayOutputStream(recording.mp4().length + head.length + 16);
        Message.write(body, Message.VIDEO, head, recording.mp4());
        Reply.send(exchange, 200, "application/octet-stream", body.toByteArray());
    }

    private static Duration span(Query query, String key) {
        return Duration.ofSeconds(Math.min(LONGEST_SECONDS, query.whole(key, 5)));
    }
}
