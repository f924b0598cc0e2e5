package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import com.sun.net.httpserver.HttpServer;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.FFmpeg;
import io.lynceus.vision.pixels.FFmpegProgram;
import io.lynceus.vision.pixels.TiledAvif;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceOpeningTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void soundAloneIsNoVideo() throws IOException {
        Path song = Files.write(folder.resolve("song.mp3"), frames());
        assertThatThrownBy(() -> PacketReader.open(song.toString(), PATIENCE))
                .isInstanceOf(UserError.class)
                .hasMessage("no video in " + song + ": there is sound");
    }

    @Test
    void soundWithACoverPictureIsNoVideo() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(cover(SnapshotCameraTest.jpeg(1)));
        bytes.write(frames());
        Path song = Files.write(folder.resolve("song.mp3"), bytes.toByteArray());
        assertThatThrownBy(() -> PacketReader.open(song.toString(), PATIENCE))
                .isInstanceOf(UserError.class)
                .hasMessage("no video in " + song + ": there is sound and a cover picture");
    }

    @Test
    void oneTileOfAPictureIsNotTakenForThePicture() throws IOException {
        Path tile = folder.resolve("tile.avif");
        FFmpegProgram.run(
                "-f lavfi -i testsrc=size=64x64 -frames:v 1 -c:v libaom-av1 -cpu-used 8 -pix_fmt yuv420p", tile);
        byte[] bytes = Files.readAllBytes(tile);
        Path picture = Files.write(folder.resolve("phone.heic"), TiledAvif.of(bytes, bytes, 64, 128, 0));

        assertThatThrownBy(() -> PacketReader.open(picture.toString(), PATIENCE))
                .isInstanceOf(UserError.class)
                .hasMessage(picture
                        + " is a picture in tiles, as phones store HEIC and AVIF: convert it to JPEG or PNG first");
        PacketReader.open(tile.toString(), PATIENCE).close();
    }

    @Test
    void aHostWhoseNameNobodyKnowsIsSaidToBeThat() {
        for (String scheme : new String[] {"rtsp", "http", "https"}) {
            assertThatThrownBy(() -> PacketReader.open(scheme + "://admin:secret@no-such.invalid/a", PATIENCE))
                    .isInstanceOf(RunError.class)
                    .hasMessage("cannot open " + scheme + "://***@no-such.invalid/a: no such host");
        }
        assertThatThrownBy(() -> PacketReader.open("rtsp://no-such.invalid/34@10.0.0.7/a", PATIENCE))
                .isInstanceOf(RunError.class)
                .hasMessageStartingWith("cannot open rtsp://***: no such host (a user or password with / # ? : %");
    }

    @Test
    void aSchemeMayBeInUpperCase() {
        assertThat(new Source("RTSP://Admin:Secret@h/A").location()).isEqualTo("rtsp://Admin:Secret@h/A");
        assertThat(Protocols.of(new Source("HTTPS://h/"))).isEqualTo(Protocols.of(new Source("https://h/")));
        assertThat(new Source("C:/Clips/A.mp4").location()).isEqualTo("C:/Clips/A.mp4");
    }

    @Test
    void aUrlMayNotLeadToFilesNorAFileToTheNetwork() {
        assertThat(Protocols.of(new Source("clip.mp4"))).isEqualTo("file,crypto,data");
        for (String url :
                new String[] {"rtsp://h/", "rtsps://h/", "http://h/", "https://h/", "srt://h:1", "rtmp://h/"}) {
            assertThat(Protocols.of(new Source(url)).split(","))
                    .as(url)
                    .doesNotContain("file", "concat", "subfile", "pipe", "fd", "unix", "async", "cache");
        }
    }

    @Test
    void aPlaylistIsNotFollowedWhereItMayLeadNowhereElseAndARedirectionIsKnown() throws IOException {
        byte[] clip = Files.readAllBytes(TestClips.write(folder.resolve("clip.ts"), 64, 48, 10));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String here = "http://127.0.0.1:" + server.getAddress().getPort();
        AtomicInteger inside = new AtomicInteger();
        serve(server, "/clip.ts", 200, clip, new AtomicInteger());
        serve(server, "/inside.ts", 200, clip, inside);
        serve(server, "/moved.ts", 302, new byte[0], new AtomicInteger());
        String list = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.0,\n" + here + "/inside.ts\n#EXT-X-ENDLIST\n";
        serve(server, "/list.m3u8", 200, list.getBytes(StandardCharsets.UTF_8), new AtomicInteger());
        server.start();
        try {
            assertThat(opened(here + "/clip.ts", Reach.PUBLIC)).isEqualTo(here + "/clip.ts");
            assertThat(opened(here + "/list.m3u8", Reach.PUBLIC)).isEmpty();
            assertThat(inside).hasValue(0);
            assertThat(opened(here + "/moved.ts", Reach.PUBLIC)).isEqualTo(here + "/inside.ts");
            assertThat(opened(here + "/list.m3u8", Reach.ANYWHERE)).isNotEmpty();
            assertThat(inside.get()).isEqualTo(2);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aRedirectionOfACameraIsKnown() throws IOException {
        try (MovedCamera camera = MovedCamera.start()) {
            assertThat(opened(camera.url(), Reach.PUBLIC)).isEqualTo(camera.inside());
        }
    }

    private static void serve(HttpServer server, String path, int status, byte[] content, AtomicInteger asked) {
        server.createContext(path, exchange -> {
            try (exchange) {
                asked.incrementAndGet();
                exchange.getResponseHeaders().set("Location", "/inside.ts");
                exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
                exchange.getResponseBody().write(content);
            }
        });
    }

    /** Where it was in the end, empty for nowhere. By FFmpeg alone: the host is one that is refused before. */
    private static String opened(String url, Reach reach) {
        FFmpeg.quiet();
        Source source = new Source(url);
        AVDictionary options = SourceOpening.options(source, Transport.TCP, Trust.USUAL, reach, Duration.ofSeconds(10));
        AVFormatContext context = avformat_alloc_context();
        int code = avformat_open_input(context, url, null, options);
        av_dict_free(options);
        if (code < 0) {
            return "";
        }
        String location = SourceOpening.location(source, context);
        avformat_close_input(context);
        return location.isEmpty() ? "somewhere" : location;
    }

    /** A playlist that a server sends would have FFmpeg read a file of this machine. */
    @Test
    void aPlaylistOfAFileOnlyNamesFiles() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list.m3u8"),
                "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.0,\nhttp://127.0.0.1:1/a.ts\n#EXT-X-ENDLIST\n");
        assertThatThrownBy(() -> PacketReader.open(list.toString(), PATIENCE)).isInstanceOf(UserError.class);
    }

    /** ID3v2.3 with an APIC frame. */
    private static byte[] cover(byte[] jpeg) {
        byte[] head = "\0image/jpeg\0\3\0".getBytes(StandardCharsets.ISO_8859_1);
        int frame = head.length + jpeg.length;
        int size = frame + 10;
        ByteBuffer tag = ByteBuffer.allocate(size + 10);
        tag.put("ID3\3\0\0".getBytes(StandardCharsets.ISO_8859_1));
        for (int shift = 21; shift >= 0; shift -= 7) {
            tag.put((byte) (size >> shift & 0x7f));
        }
        tag.put("APIC".getBytes(StandardCharsets.ISO_8859_1)).putInt(frame).putShort((short) 0);
        return tag.put(head).put(jpeg).array();
    }

    /** Silence: MPEG-1 layer III, 128 kbit/s, 44.1 kHz. */
    private static byte[] frames() {
        int length = 417;
        ByteBuffer frames = ByteBuffer.allocate(40 * length);
        for (int i = 0; i < 40; i++) {
            frames.position(i * length);
            frames.putInt(0xfffb9000);
        }
        return frames.array();
    }
}
