package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.processor.decode.StreamParameters;
import io.lynceus.vision.engine.TinyModel;
import io.lynceus.vision.pixels.FFmpegProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The video with its boxes: its times and its size. */
class DetectVideoTest {
    private static final String VARIABLE =
            "-f lavfi -i testsrc2=s=128x96:r=30:d=0.4 -vf setpts=N*N/30/TB" + " -fps_mode passthrough -c:v mpeg4";

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv", "mov"})
    void picturesAreShownWhenTheSourceShowsThem(String kind) throws IOException {
        Path source = FFmpegProgram.run(VARIABLE, folder.resolve("clip.mp4"));
        Path video = folder.resolve("out." + kind);

        detect(source, video);

        List<Double> wanted = times(source);
        List<Double> found = times(video);
        assertThat(found).hasSize(12);
        assertThat(wanted.get(11)).isCloseTo(121 / 30.0, within(0.001));
        for (int i = 0; i < 12; i++) {
            assertThat(found.get(i)).isCloseTo(wanted.get(i), within(0.0011));
        }
        assertThat(length(video)).isCloseTo(length(source), within(0.05));
    }

    @Test
    void aFileOfTicksOfOneLengthKeepsTheTimeAsWellAsItCan() throws IOException {
        Path source = FFmpegProgram.run(VARIABLE, folder.resolve("clip.mp4"));
        Path video = folder.resolve("out.avi");

        detect(source, video);

        assertThat(length(video)).isCloseTo(length(source), within(0.5));
    }

    @Test
    void aPictureThatNoEncoderTakesIsMadeSmallerAndThatIsSaidFirst() throws IOException {
        Path source = FFmpegProgram.run(
                "-f lavfi -i color=red:s=5200x2000:r=5 -frames:v 1 -c:v mpeg4", folder.resolve("wide.mp4"));
        Path video = folder.resolve("out.mp4");

        detect(source, video);

        assertThat(err.toString())
                .startsWith("lynceus: warning: --video is written as 4936x1898, for no encoder here takes 5200x2000;");
        try (PacketReader reader = PacketReader.open(video.toString(), Duration.ofMinutes(5))) {
            StreamFormat format = reader.format();
            assertThat(List.of(format.codec(), format.width(), format.height())).containsExactly("h264", 4936, 1898);
        }
    }

    @Test
    void pixelsThatAreNotSquareKeepTheirShape() throws IOException {
        Path stored = FFmpegProgram.run(
                "-f lavfi -i testsrc2=s=128x96:r=5:d=0.4 -vf setsar=4/3 -c:v mpeg4", folder.resolve("stored.mp4"));
        Path source = FFmpegProgram.run("-display_rotation:v 90 -i FILE -c copy", folder.resolve("phone.mp4"), stored);
        Path video = folder.resolve("out.mp4");

        detect(source, video);

        try (PacketReader reader = PacketReader.open(video.toString(), Duration.ofMinutes(5))) {
            StreamParameters parameters = Objects.requireNonNull(reader.format().parameters());
            assertThat(reader.format().width()).as("as stored, upright").isEqualTo(96);
            assertThat(parameters.aspectNumerator()).isEqualTo(3);
            assertThat(parameters.aspectDenominator()).isEqualTo(4);
        }
    }

    private void detect(Path source, Path video) throws IOException {
        TinyModel tiny =
                new TinyModel(64, 64, 1).box(3, 0, 0.9f, 32, 32, 16, 16).metadata("names", "{0: 'person'}");
        Path model = Files.write(folder.resolve("tiny.onnx"), tiny.bytes());
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(new StringWriter(), true)).setErr(new PrintWriter(err, true));
        int code = commandLine.execute(
                "detect", source.toString(), "--video", video.toString(), "--model", model.toString());
        assertThat(code).as(err.toString()).isZero();
    }

    /** In seconds from the first. */
    private static List<Double> times(Path video) {
        List<Double> times = new ArrayList<>();
        for (Packet packet : packets(video)) {
            times.add(seconds(video, Objects.requireNonNull(packet.pts())));
        }
        double first = times.get(0);
        return times.stream().map(time -> time - first).toList();
    }

    private static double length(Path video) {
        List<Packet> packets = packets(video);
        Packet last = packets.get(packets.size() - 1);
        long end = (last.pts() == null ? Objects.requireNonNull(last.dts()) : last.pts()) + last.duration();
        return seconds(video, end);
    }

    private static double seconds(Path video, long units) {
        try (PacketReader reader = PacketReader.open(video.toString(), Duration.ofMinutes(5))) {
            return (double) units * reader.timeBaseNumerator() / reader.timeBaseDenominator();
        }
    }

    private static List<Packet> packets(Path video) {
        try (PacketReader reader = PacketReader.open(video.toString(), Duration.ofMinutes(5))) {
            List<Packet> packets = new ArrayList<>();
            for (Packet packet = reader.read(); packet != null; packet = reader.read()) {
                packets.add(packet);
            }
            return packets;
        }
    }
}
