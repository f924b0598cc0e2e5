package io.lynceus.trainer.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.trainer.checkpoint.TorchSave;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.StoredNetwork;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.InputSize;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest implements DownloadListener {
    private static final InputSize SMALL = new InputSize(64, 64);

    @TempDir
    private static Path shared;

    @TempDir
    private Path root;

    private final List<String> said = new ArrayList<>();

    @BeforeAll
    static void publish() throws IOException {
        try (Network network = Network.create(Architecture.named("yolov9-t"), 80, 0)) {
            TorchSave.techLab(shared.resolve("v9-t.pt"), network);
        }
    }

    @Override
    public void bytes(long done, long whole) {
        assertThat(done).isPositive();
    }

    @Override
    public void again(String why) {
        throw new AssertionError(why);
    }

    private Shelf shelf(String mirror) {
        Fetcher fetcher = new Fetcher(Map.of(Fetcher.MIRROR, mirror), this);
        return new Shelf(root, Catalogue.read(), fetcher, said::add);
    }

    @Test
    void aNameBecomesAModelOnceAndStaysOne() throws IOException {
        byte[] file = Files.readAllBytes(shared.resolve("v9-t.pt"));
        try (FileServer server =
                new FileServer((request, out) -> FileServer.file(request, out, file, "\"1\"", file.length))) {
            Shelf shelf = shelf(server.address("").toString());

            Path model = shelf.model("v9-t", SMALL);

            assertThat(model).exists().hasFileName("v9-t-64x64.onnx");
            assertThat(String.join("\n", said))
                    .contains("MultimediaTechLab/YOLO, MIT", "imported, yolov9-t of 80 classes", "exported, 64x64");
            said.clear();
            assertThat(shelf.model("v9-t", SMALL)).isEqualTo(model);
            assertThat(shelf.checkpoint("v9-t")).hasFileName("v9-t.safetensors");
            assertThat(said).isEmpty();
            assertThat(server.requests).hasSize(1);
        }
        Published published = Catalogue.read().named("v9-t");
        try (StoredNetwork stored = StoredNetwork.open(shelf("").checkpoint("v9-t"))) {
            assertThat(stored.names()).hasSize(80);
            assertThat(stored.facts()).contains(Map.entry("license", "MIT"), Map.entry("trained_on", "COCO"));
        }
        assertThat(shelf("").remove(published, false)).isEqualTo(3);
        assertThat(shelf("").digest(published)).isEqualTo(Digest.of(shared.resolve("v9-t.pt")));
        shelf("").remove(published, true);
        assertThat(shelf("").digest(published)).isNull();
    }

    @Test
    void aFileOfAnyKindBecomesWhatIsWanted() {
        Path foreign = shared.resolve("v9-t.pt");
        Shelf shelf = shelf("");

        Path ours = shelf.checkpoint(foreign.toString());
        assertThat(ours).exists().startsWith(root);
        assertThat(shelf.checkpoint(ours.toString())).isEqualTo(ours);
        Path model = shelf.model(foreign.toString(), SMALL);
        assertThat(model).exists();
        assertThat(said).as("imported once, exported once").hasSize(2);
        assertThat(shelf.model(model.toString(), null)).isEqualTo(model);
        assertThatThrownBy(() -> shelf.checkpoint(model.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("not one to train");
    }

    @Test
    void theCatalogueIsWholeAndItsMitWeightsComeFirst() {
        List<Published> entries = Catalogue.read().entries();

        assertThat(entries.stream().map(Published::name))
                .doesNotHaveDuplicates()
                .startsWith("v9-t", "v9-s", "v9-m", "v9-c");
        assertThat(entries.stream().map(Published::license).distinct()).containsExactly("MIT", "GPL-3.0");
        for (Published one : entries) {
            assertThat(Architecture.names()).contains(one.architecture());
            assertThat(one.file()).endsWith(".pt");
            assertThat(one.url().getScheme()).isEqualTo("https");
        }
        assertThat(Catalogue.read().named("yolov9-e-converted").terms()).contains("GPL-3.0", "before", "pass on");
    }

    @Test
    void aNameWithATypingErrorIsAskedFor() {
        assertThatThrownBy(() -> shelf("").checkpoint("v9s"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no weights named v9s (did you mean v9-s?)");
        assertThat(new Published("x", URI.create("https://a.org/b/c/x.pt"), "a", "MIT", 1, 1, null, null, null)
                        .source())
                .isEqualTo("b/c");
    }
}
