package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.processor.broker.SteadyPort;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.vision.engine.TinyModel;
import io.lynceus.vision.pixels.EditedMovie;
import io.lynceus.vision.pixels.TestVideo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DetectCommandTest {
    @TempDir
    Path folder;

    private Path model = Path.of("");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeModel() throws IOException {
        TinyModel tiny =
                new TinyModel(64, 64, 1).box(3, 0, 0.9f, 32, 32, 16, 16).metadata("names", "{0: 'person'}");
        model = Files.write(folder.resolve("tiny.onnx"), tiny.bytes());
    }

    @Test
    void givesOneLineAFrameInOrderAndAVideoOfTheSameLength() throws IOException {
        Path clip = TestClips.write(folder.resolve("clip.avi"), 128, 96, 30);
        Path json = folder.resolve("out.jsonl");
        Path video = folder.resolve("out.mp4");
        assertThat(run(clip, "--json", json, "--video", video, "--threads", 3)).isZero();
        List<JsonNode> lines = lines(Files.readString(json));
        assertThat(lines)
                .extracting(line -> line.get("frame").asInt())
                .isEqualTo(IntStream.rangeClosed(1, 30).boxed().toList());
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.get("status").asText()).isEqualTo("DETECTED");
            assertThat(line.get("width").asInt()).isEqualTo(128);
            assertThat(line.get("source").asText()).isEqualTo(clip.toString());
            assertThat(line.get("timeBase").asText()).isEqualTo("1/10");
            assertThat(line.get("seconds").asDouble()).isEqualTo(line.get("pts").asLong() / 10.0);
            assertThat(line.get("detections").get(0).get("label").asText()).isEqualTo("person");
            assertThat(line.has("reason")).isFalse();
        });
        assertThat(out.toString())
                .contains("30 frames", "DETECTED      30", "DECODE_ERROR  0", "person        30 boxes", "out.mp4");
        try (PacketReader reader = PacketReader.open(video.toString(), Duration.ofMinutes(5))) {
            assertThat(reader.announcedFrames()).isEqualTo(30);
            assertThat(reader.frameRate()).isEqualTo(10);
        }
    }

    @Test
    void whatAnEditListLeavesOutHasNoLineAndNoWarning() throws IOException {
        Path movie = new TestVideo("mpeg4", "yuv420p").write(folder.resolve("clip.mp4"), 128, 96, 30);
        EditedMovie.of(movie, new EditedMovie.Shown(12 * 1024, 1000));
        assertThat(run(movie, "--json", "-")).isZero();
        assertThat(lines(out.toString()))
                .extracting(line -> line.get("pts").asLong() / 1024)
                .isEqualTo(LongStream.range(0, 10).boxed().toList());
        assertThat(err.toString()).doesNotContain("warning");
    }

    @Test
    void picturesOfAFileWithoutPresentationTimesHaveTimesInOrder() throws IOException {
        Path clip = new TestVideo("mpeg4", "yuv420p")
                .encoder(context -> context.max_b_frames(2))
                .write(folder.resolve("clip.avi"), 128, 96, 30);
        assertThat(run(clip, "--json", "-")).isZero();
        assertThat(lines(out.toString()))
                .extracting(line -> line.get("pts").asLong())
                .isEqualTo(LongStream.range(0, 30).boxed().toList());
    }

    @Test
    void linesOnStandardOutputComeAlone() throws IOException {
        Path clip = TestClips.write(folder.resolve("clip.mp4"), 128, 96, 5);
        assertThat(run(clip, "--json", "-")).isZero();
        assertThat(lines(out.toString())).hasSize(5);
        assertThat(err.toString()).contains("5 frames");
    }

    @Test
    void aDamagedPacketIsADecodeErrorAndTheRestGoesOn() throws IOException {
        Path clip = TestClips.write(folder.resolve("clip.avi"), 128, 96, 30, "mjpeg");
        overwrite(clip, PacketReaderBytes.ofPacket(clip, 10));
        assertThat(run(clip, "--json", "-")).isZero();
        List<JsonNode> lines = lines(out.toString());
        assertThat(lines).hasSize(30);
        List<JsonNode> broken = lines.stream()
                .filter(line -> line.get("status").asText().equals("DECODE_ERROR"))
                .toList();
        assertThat(broken).singleElement().satisfies(line -> {
            assertThat(line.get("frame").asInt()).isEqualTo(11);
            assertThat(line.get("reason").asText()).isNotEmpty();
            assertThat(line.get("detections")).isEmpty();
        });
    }

    @Test
    void aTruncatedFileGivesWhatIsThereAndAWarning() throws IOException {
        Path clip = TestClips.write(folder.resolve("clip.avi"), 128, 96, 30, "mjpeg");
        try (RandomAccessFile file = new RandomAccessFile(clip.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        int code = run(clip, "--json", "-");
        assertThat(code).as(err.toString()).isZero();
        int frames = lines(out.toString()).size();
        assertThat(frames).isBetween(2, 29);
        assertThat(err.toString())
                .contains("warning: " + clip + " ends after " + frames + " of the 30 frames that it announces");
    }

    @Test
    void anotherResolutionInMidStreamIsFollowed() throws IOException {
        // MPEG transport streams may be joined end to end.
        byte[] small = Files.readAllBytes(TestClips.write(folder.resolve("small.ts"), 128, 96, 10));
        byte[] large = Files.readAllBytes(TestClips.write(folder.resolve("large.ts"), 192, 160, 10));
        Path both = folder.resolve("both.ts");
        Files.write(both, small);
        Files.write(both, large, java.nio.file.StandardOpenOption.APPEND);
        Path video = folder.resolve("out.mp4");
        assertThat(run(both, "--json", "-", "--video", video)).isZero();
        List<JsonNode> lines = lines(out.toString());
        assertThat(lines).hasSize(20);
        assertThat(lines.get(0).get("width").asInt()).isEqualTo(128);
        assertThat(lines.get(19).get("width").asInt()).isEqualTo(192);
        assertThat(lines).allSatisfy(line -> assertThat(line.get("detections")).hasSize(1));
    }

    @Test
    void badInputIsOneLineAndExitCodeTwo() throws IOException {
        Path garbage = Files.write(folder.resolve("garbage.mp4"), new byte[5000]);
        Path clip = TestClips.write(folder.resolve("clip.avi"), 128, 96, 2);
        failsWith(2, "no such video: ", folder.resolve("none.mp4"));
        failsWith(2, "not a video that FFmpeg can read: ", garbage);
        failsWith(2, "not a video but a folder: ", folder);
        failsWith(2, "no such model: none.onnx", clip, "--model", "none.onnx");
        failsWith(2, "not an ONNX model: " + clip, clip, "--model", clip);
        failsWith(2, "cannot write " + folder.resolve("no/out.jsonl"), clip, "--json", folder.resolve("no/out.jsonl"));
        failsWith(2, "cannot write " + folder.resolve("no/out.mp4"), clip, "--video", folder.resolve("no/out.mp4"));
        failsWith(2, "the score threshold is 2.0", clip, "--conf", 2);
        failsWith(2, "cannot read the class names in none.txt", clip, "--names", "none.txt");
        failsWith(2, "the image size is 100, must be a multiple of 32", clip, "--imgsz", 100);
    }

    @Test
    void anUnreachableCameraIsExitCodeOneAndItsPasswordStaysSecret() {
        int port = SteadyPort.find();
        failsWith(
                1,
                "cannot open rtsp://***@127.0.0.1:" + port + "/street",
                "rtsp://admin:se:cr@t@127.0.0.1:" + port + "/street");
        assertThat(err.toString()).doesNotContain("admin", "cr@t");
        failsWith(
                2,
                "the host in rtsp://***@127.0.0.1:" + port + "/street cannot be told from the password",
                "rtsp://admin:se/cr@t@127.0.0.1:" + port + "/street");
        assertThat(err.toString()).doesNotContain("admin", "cr@t");
    }

    private void failsWith(int exitCode, String message, Object... arguments) {
        err.getBuffer().setLength(0);
        assertThat(run(arguments)).isEqualTo(exitCode);
        assertThat(err.toString().strip())
                .startsWith("lynceus: ")
                .contains(message)
                .doesNotContain("\n");
    }

    private int run(Object... arguments) {
        List<String> words = new ArrayList<>(List.of("detect"));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        if (!words.contains("--model")) {
            words.addAll(List.of("--model", model.toString()));
        }
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(words.toArray(String[]::new));
    }

    private static List<JsonNode> lines(String text) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    /** Zeroes over the middle of where these bytes are in the file. */
    private static void overwrite(Path file, byte[] packet) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int at = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1)
                .indexOf(new String(packet, java.nio.charset.StandardCharsets.ISO_8859_1));
        Arrays.fill(whole, at, at + packet.length, (byte) 0);
        Files.write(file, whole);
    }

    /** Bytes of a packet, by its number from 0. */
    private static final class PacketReaderBytes {
        static byte[] ofPacket(Path file, int number) {
            try (PacketReader reader = PacketReader.open(file.toString(), Duration.ofMinutes(5))) {
                for (int i = 0; i < number; i++) {
                    reader.read();
                }
                return Objects.requireNonNull(reader.read()).data();
            }
        }
    }
}
