package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.pixels.FFmpegProgram;
import io.lynceus.vision.pixels.TiledAvif;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FFmpeg must not be given what it dies of: that would be the end of a training run. */
class MutatedStillsTest {
    private static final int TILE = 64;
    private static final int FIRST = Integer.getInteger("stills.first", 0);
    private static final int MANY = Integer.getInteger("stills", 2000);

    @TempDir
    private Path folder;

    private byte[] avif(String name, Color left, Color right) throws IOException {
        Path drawn = Drawn.halves(folder.resolve(name + ".png"), TILE, TILE, left, right);
        return Files.readAllBytes(FFmpegProgram.run(
                "-i FILE -frames:v 1 -c:v libaom-av1 -cpu-used 8 -crf 5 -pix_fmt yuv420p",
                folder.resolve(name + ".avif"),
                drawn));
    }

    @Test
    void noChangedPictureInTilesEndsTheProcess() throws Exception {
        byte[] left = avif("left", Color.RED, Color.GREEN);
        byte[] tiles = TiledAvif.of(left, avif("right", Color.BLUE, Color.WHITE), TILE, 120, 0);
        Path whole = Files.write(folder.resolve("whole.heic"), tiles);
        Path said = folder.resolve("said");
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:ErrorFile=" + folder.resolve("crash.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MutatedStills.class.getName(),
                        whole.toString(),
                        folder.toString(),
                        Integer.toString(FIRST),
                        Integer.toString(MANY)))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        child.waitFor();

        assertThat(Files.readString(said)).endsWith("end\n");
    }
}
