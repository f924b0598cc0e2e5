package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.vision.engine.TinyModel;
import io.lynceus.vision.pixels.FFmpegProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Pictures that are stored sideways: found, counted and written as a player shows them. */
class DetectUprightTest {
    /** Stored, the upper half is red and the lower blue. */
    private static final String STORED =
            "-f lavfi -i color=red:s=128x64:r=5:d=0.6 -vf drawbox=y=32:h=32:color=blue:t=fill";

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void aPhonesVideoIsUprightInTheLinesAndInTheVideo() throws IOException {
        Path stored = FFmpegProgram.run(STORED + " -c:v mpeg4", folder.resolve("stored.mp4"));
        Path source = FFmpegProgram.run("-display_rotation:v 270 -i FILE -c copy", folder.resolve("phone.mp4"), stored);
        Path video = folder.resolve("out.mp4");

        assertThat(sizes(detect(source, video))).containsExactly("64x128", "64x128", "64x128");
        // A quarter clockwise: what was above is on the right.
        assertThat(shown(video, 64, 128)).isEqualTo("blue red / blue red");
    }

    @Test
    void aCameraThatIsTurnedWhileItRecordsIsFollowed() throws IOException {
        byte[] level = Files.readAllBytes(FFmpegProgram.run(STORED + " -frames:v 1", folder.resolve("level.jpg")));
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        for (int i = 0; i < 6; i++) {
            both.writeBytes(i < 3 ? level : turned(level));
        }
        Path source = Files.write(folder.resolve("both.mjpeg"), both.toByteArray());
        Path video = folder.resolve("out.mp4");

        assertThat(sizes(detect(source, video)))
                .containsExactly("128x64", "128x64", "128x64", "64x128", "64x128", "64x128");
        assertThat(shown(video, 128, 64)).isEqualTo("red red / blue blue");
        Path last = FFmpegProgram.run("-i FILE -vf trim=start_frame=5 -frames:v 1", folder.resolve("last.png"), video);
        assertThat(shown(last, 128, 64)).as("with black beside it").isEqualTo("black black / black black");
        Path middle = FFmpegProgram.run("-i FILE -vf crop=32:64", folder.resolve("middle.png"), last);
        assertThat(shown(middle, 32, 64)).isEqualTo("blue red / blue red");
    }

    /** The JPEG with EXIF's orientation 6: to be turned by a quarter, clockwise. */
    private static byte[] turned(byte[] jpeg) {
        String exif =
                "ffe10022457869660000" + "4d4d002a00000008" + "0001" + "0112000300000001" + "0006" + "000000000000";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        bytes.writeBytes(HexFormat.of().parseHex(exif));
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }

    private List<JsonNode> detect(Path source, Path video) throws IOException {
        TinyModel tiny =
                new TinyModel(64, 64, 1).box(3, 0, 0.1f, 32, 32, 16, 16).metadata("names", "{0: 'person'}");
        Path model = Files.write(folder.resolve("tiny.onnx"), tiny.bytes());
        StringWriter out = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = commandLine.execute(
                "detect", source.toString(), "--json", "-", "--video", video.toString(), "--model", model.toString());
        assertThat(code).as(err.toString()).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private static List<String> sizes(List<JsonNode> lines) {
        return lines.stream()
                .map(line -> line.get("width") + "x" + line.get("height"))
                .toList();
    }

    /** The colours of the four quarters of the first picture, which must have the given size. */
    private String shown(Path video, int width, int height) throws IOException {
        Path file =
                FFmpegProgram.run("-i FILE -frames:v 1 -pix_fmt rgb24 -f rawvideo", folder.resolve("shown.rgb"), video);
        byte[] rgb = Files.readAllBytes(file);
        assertThat(rgb).hasSize(width * height * 3);
        StringBuilder colours = new StringBuilder();
        for (int quarter = 0; quarter < 4; quarter++) {
            int x = width / 4 + quarter % 2 * width / 2;
            int y = height / 4 + quarter / 2 * height / 2;
            int at = (y * width + x) * 3;
            int red = rgb[at] & 0xff;
            int blue = rgb[at + 2] & 0xff;
            colours.append(red > 150 ? "red" : blue > 150 ? "blue" : "black")
                    .append(List.of(" ", " / ", " ", "").get(quarter));
        }
        return colours.toString();
    }
}
