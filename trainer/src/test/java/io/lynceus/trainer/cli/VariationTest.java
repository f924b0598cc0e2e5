package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.OptimizerKind;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Block;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariationTest {
    private static final Variation.Variant BASE =
            new Variation.Variant(Architecture.named("gelan-t"), OptimizerKind.SGD, Hyperparameters.DEFAULT, null, 0);

    @Test
    void changesNothingButWhatIsVaried() {
        Variation.Variant rate = new Variation("lr0").apply(BASE, "0.002");
        assertThat(rate.recipe().lr0()).isEqualTo(0.002);
        assertThat(new Variation("lr0").apply(rate, "0.01")).isEqualTo(BASE);

        Variation.Variant muon = new Variation("optimizer").apply(BASE, "muon");
        assertThat(muon.optimizer()).isEqualTo(OptimizerKind.MUON);
        assertThat(new Variation("optimizer").apply(muon, "sgd")).isEqualTo(BASE);

        assertThat(new Variation("freeze").apply(BASE, "10").freeze()).isEqualTo(10);
        Variation.Variant one = new Variation("head").apply(BASE, "one-to-one");
        assertThat(one.model().name()).isEqualTo("gelan-t-one-to-one");
        assertThat(new Variation("head").apply(one, "one-to-many").model().text())
                .isEqualTo(BASE.model().text());
        assertThat(new Variation("head").choices()).containsExactly("one-to-many", "one-to-one");
        assertThat(new Variation("block").apply(BASE, "dark").model().text())
                .isEqualTo(BASE.model().with(Block.DARK).text());
    }

    @Test
    void recipesAreFilesOrThePublishedOne(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mild.v2.yaml"), "scale: 0.5\n");
        Variation recipes = new Variation("hyp");
        Variation.Variant mild = recipes.apply(BASE, file.toString());

        assertThat(mild.recipe().scale()).isEqualTo(0.5);
        assertThat(recipes.apply(mild, "none")).isEqualTo(BASE);
        assertThat(recipes.label(file.toString())).isEqualTo("mild.v2");

        Path own = Files.writeString(folder.resolve("own.yaml"), "optimizer: muon\n");
        Variation.Variant muon = recipes.apply(BASE, own.toString());
        assertThat(muon).isEqualTo(BASE.with(OptimizerKind.MUON));
        assertThat(recipes.apply(muon, "none")).as("published with SGD").isEqualTo(BASE);
    }

    @Test
    void weightsAreFilesOrNone(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("street.safetensors"));
        Variation weights = new Variation("weights");
        Variation.Variant street = weights.apply(BASE, file.toString());

        assertThat(Objects.requireNonNull(street.weights())).isEqualTo(file);
        assertThat(weights.apply(street, "none")).isEqualTo(BASE);
        Variation.Variant frozen = new Variation("freeze").apply(street, "10");
        assertThat(weights.apply(frozen, "none")).as("nothing to freeze").isEqualTo(BASE);
        assertThat(weights.label(file.toString())).isEqualTo("street");
    }

    @ParameterizedTest
    @CsvSource({
        "optimizer, fast, no optimizer 'fast'",
        "lr0, quick, --vary lr0 --values quick: not a number",
        "lr0, NaN, lr0: NaN is not between",
        "freeze, 2.5, not a whole number",
        "momentum, 1.5, momentum: 1.5 is not between",
        "hyp, away.yaml, away.yaml: no such recipe file"
    })
    void aValueThatCannotBeIsSaid(String key, String value, String said) {
        assertThatThrownBy(() -> new Variation(key).apply(BASE, value))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(said);
    }

    @Test
    void whatCannotBeVariedIsSaidAndWhatHasNoEndWantsValues() {
        assertThatThrownBy(() -> new Variation("lr"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--vary lr: not pgi, block");
        assertThatThrownBy(() -> new Variation("lr0").choices())
                .isInstanceOf(UserError.class)
                .hasMessage("--vary lr0: say which with --values");
    }
}
