package io.lynceus.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.ModelSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AblationVerdictTest {
    private final List<AblationRow> rows = new ArrayList<>();

    private void runs(String variant, double... ap) {
        ModelSize size = ModelSize.of(Architecture.of("gelan-t"), 1, 64, 64);
        for (int seed = 0; seed < ap.length; seed++) {
            rows.add(new AblationRow(variant, seed, size, 0.9, ap[seed], 1, Duration.ZERO, Path.of("run")));
        }
    }

    @Test
    void aVariantWinsWhoseWorstSeedIsBetterThanAllOthersBest() {
        runs("sgd", 0.30, 0.34, 0.31);
        runs("muon", 0.41, 0.36, 0.35);
        runs("lion", 0.10, 0.20, 0.15);

        assertThat(AblationVerdict.of(rows))
                .isEqualTo("muon has won: its worst seed, AP 0.3500, is better than any other's best, 0.3400.");
        assertThat(AblationReport.table("optimizer", rows)).endsWith(" |\n\n" + AblationVerdict.of(rows) + "\n");
    }

    @Test
    void whereSeedsOverlapNothingHasWonHoweverFarTheMeansLieApart() {
        runs("sgd", 0.30, 0.36, 0.31);
        runs("muon", 0.51, 0.56, 0.35);
        runs("lion", 0.10, 0.20, 0.15);

        assertThat(AblationVerdict.of(rows))
                .startsWith("Nothing has won: in AP the seeds of muon overlap with those of sgd. ");
    }

    @Test
    void oneSeedOrOneVariantSaysNothing() {
        runs("sgd", 0.30, 0.36);
        assertThat(AblationVerdict.of(rows)).isEmpty();
        runs("muon", 0.51);
        assertThat(AblationVerdict.of(rows)).isEmpty();
        assertThat(AblationReport.table("optimizer", rows)).endsWith(" |\n").doesNotContain("won");
    }
}
