package io.lynceus.processor.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.cli.Main;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.vision.engine.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short version of ./lynceus chaos: real processes, a small clip and a model of a few constants. */
class ChaosIT {
    private static final int FRAMES = 80;

    @TempDir
    Path folder;

    @Test
    void killedAtRandomPlacesEveryFrameHasOneEventAsInAnUndisturbedRun() throws IOException {
        Path clip = TestClips.write(folder.resolve("clip.mp4"), 160, 120, FRAMES);
        Path reordered = ChaosClips.reordered(clip, folder.resolve("reordered.mp4"));
        Path model = TinyModel.street(folder.resolve("tiny.onnx"));
        Path logs = Files.createDirectory(folder.resolve("logs"));
        ChaosOptions options = new ChaosOptions(3, 1, 0, 0, 2, 1, new Cast(2, List.of(clip, reordered), model, logs));
        List<String> lines = new ArrayList<>();
        List<CameraLedger> ledger = new ArrayList<>();
        boolean good = new Chaos(options, new Trial(Main.class, lines::add, () -> false, cameras -> {
                    ledger.addAll(cameras);
                    return cameras.stream().map(CameraLedger::toString).toList();
                }))
                .run(Files.createDirectory(folder.resolve("run")));
        assertThat(good).as(String.join("\n", lines)).isTrue();
        assertThat(ledger).hasSize(2).allMatch(CameraLedger::balanced).allMatch(camera -> camera.captured() > 0);
        assertThat(lines).filteredOn(line -> line.contains("process killed")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(lines).anyMatch(line -> line.contains("capture killed"));
    }
}
