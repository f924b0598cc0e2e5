package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamerasFileTest {
    private static final String GATE = "- {name: gate, url: 'rtsp://admin:secret@10.0.0.7/1'}\n";
    private static final String DOCK = "- {name: dock, url: dock.mp4, transport: udp, stall: 2.5}\n";
    private static final Camera GATE_CAMERA = new Camera("gate", "rtsp://admin:secret@10.0.0.7/1");
    private static final Camera DOCK_CAMERA =
            new Camera("dock", "dock.mp4", Transport.UDP, Duration.ofMillis(2500), Trust.USUAL);

    @TempDir
    Path folder;

    private Path path;
    private CamerasFile file;

    @BeforeEach
    void write() throws IOException {
        path = Files.writeString(folder.resolve("cameras.yaml"), "cameras:\n" + GATE);
        file = new CamerasFile(path, List.of());
    }

    @Test
    void whatACameraLeavesOutIsTheUsual() throws IOException {
        assertThat(file.read()).containsExactly(GATE_CAMERA);
        Files.writeString(path, "cameras:\n" + GATE + DOCK);
        assertThat(file.read()).containsExactly(GATE_CAMERA, DOCK_CAMERA);
        Files.writeString(path, "cameras: []\n");
        assertThat(file.read()).isEmpty();
    }

    @Test
    void whatIsWrongIsOneLineWithFileAndKeyAndWithoutCredentials() throws IOException {
        assertWrong(
                "cameras:\n" + GATE + "- {name: dock, url: a, trnsport: udp}\n", "unknown key 'cameras[1].trnsport'");
        assertWrong("cameras:\n- {name: dock, url: a, transport: ucp}\n", "cameras[0]", "'ucp' is not tcp or udp");
        assertWrong("cameras:\n- {name: dock, url: a, stall: 0}\n", "stall: 0.0 is not from 1 to 3600");
        assertWrong("cameras:\n- {name: dock, url: a, stall: 'rtsp://admin:secret@h/1'}\n", "cameras[0].stall");
        assertWrong("cameras:\n- {name: dock, ulr: a}\n", "unknown key 'cameras[0].ulr'");
        assertWrong("cameras:\n- {name: dock}\n", "url: is missing (camera dock)");
        assertWrong("cameras:\n- {url: a}\n", "name: is missing");
        assertWrong("cameras:\n- {name: 'a b', url: a}\n", "name: 'a b'");
        assertWrong("cameras:\n" + GATE + GATE, "two have the name gate");
        assertWrong("cameras:\n-\n", "an entry is empty");
        assertWrong("cameras:\n- url: rtsp://admin:secret@h/1\n  - name\n", "not YAML");
        assertWrong("", "cameras: is missing; for no camera at all write cameras: []");
        Files.delete(path);
        assertThatThrownBy(file::read).isInstanceOf(UserError.class).hasMessageContaining("no such file");
    }

    @Test
    void aChangeCountsWhenTwoLooksHaveSeenIt() throws IOException {
        file.read();
        assertThat(file.look()).isNull();
        Files.writeString(path, "cameras:\n");
        assertThat(file.look()).isNull();
        Files.writeString(path, "cameras:\n" + GATE + DOCK);
        assertThat(file.look()).isNull();
        assertThat(file.look()).containsExactly(GATE_CAMERA, DOCK_CAMERA);
        assertThat(file.look()).isNull();
    }

    @Test
    void anInvalidChangeIsLeftOutAndTheNextGoodOneIsTaken() throws IOException {
        file.read();
        Files.writeString(path, "camras: []\n");
        assertThat(lookTwice()).isNull();
        Files.delete(path);
        assertThat(lookTwice()).isNull();
        Files.writeString(path, "cameras:\n" + DOCK);
        assertThat(lookTwice()).containsExactly(DOCK_CAMERA);
    }

    @Test
    void aConfigMapsSwapOfItsFolderIsSeen() throws IOException {
        Path old = Files.createDirectory(folder.resolve("..1"));
        Path next = Files.createDirectory(folder.resolve("..2"));
        Files.writeString(old.resolve("c.yaml"), "cameras:\n" + GATE);
        Files.writeString(next.resolve("c.yaml"), "cameras:\n" + DOCK);
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        CamerasFile mounted = new CamerasFile(
                Files.createSymbolicLink(folder.resolve("c.yaml"), Path.of("..data", "c.yaml")), List.of());
        assertThat(mounted.read()).containsExactly(GATE_CAMERA);
        Path swap = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
        Files.move(swap, data, StandardCopyOption.ATOMIC_MOVE);
        assertThat(mounted.look()).isNull();
        assertThat(mounted.look()).containsExactly(DOCK_CAMERA);
    }

    private @Nullable List<Camera> lookTwice() {
        assertThat(file.look()).isNull();
        return file.look();
    }

    private void assertWrong(String content, String... words) throws IOException {
        Files.writeString(path, content);
        assertThatThrownBy(file::read)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(path + ":")
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("\n");
    }
}
