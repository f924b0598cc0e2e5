package io.lynceus.processor.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.cli.Main;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.vision.engine.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A soak too short to judge the memory, long enough to see that it watches it. */
class SoakIT {
    @TempDir
    Path folder;

    @Test
    void watchesTheMemoryOverManyConnections() throws IOException {
        Path clip = TestClips.write(folder.resolve("clip.mp4"), 160, 120, 10);
        Path short10 = ChaosClips.write(clip, folder.resolve("short.mp4"), 10, 40, 2);
        Path gcLog = folder.resolve("gc.log");
        Cast cast = new Cast(
                2,
                List.of(short10),
                TinyModel.street(folder.resolve("tiny.onnx")),
                Files.createDirectory(folder.resolve("logs")),
                List.of(),
                List.of(),
                Soak.watched(gcLog));
        SoakOptions options = new SoakOptions(
                400,
                Duration.ofSeconds(120),
                Duration.ofMillis(200),
                cast,
                folder.resolve("memory.csv"),
                folder.resolve("memory.png"));
        List<CameraLedger> ledger = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        new Soak(options, new Trial(Main.class, lines::add, () -> false, cameras -> {
                    ledger.addAll(cameras);
                    return List.of();
                }))
                .run(Files.createDirectory(folder.resolve("run")), gcLog);
        assertThat(ledger).hasSize(2).allMatch(CameraLedger::balanced);
        List<String> looks = Files.readAllLines(options.csv());
        assertThat(looks).hasSizeGreaterThan(10).first().isEqualTo(MemoryLook.HEADING);
        assertThat(looks.get(looks.size() - 1).split(",")[2])
                .satisfies(epochs -> assertThat(Integer.parseInt(epochs)).isGreaterThan(10));
        assertThat(ImageIO.read(options.picture().toFile()).getWidth()).isEqualTo(1000);
        assertThat(lines).anyMatch(line -> line.startsWith("Memory of process: "));
    }
}
