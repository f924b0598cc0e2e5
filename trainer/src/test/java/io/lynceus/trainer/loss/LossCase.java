package io.lynceus.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.pytorch.global.torch.tensor;

import com.fasterxml.jackson.databind.JsonNode;
import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.model.RawHeads;
import io.lynceus.trainer.parity.Fixture;
import io.lynceus.trainer.parity.Recipes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What the official loss said about one batch. */
record LossCase(Fixture fixture) {
    private static final String KNOWN = "targets_n6_img_cls_xywhn|(pred|grad)_(aux|main)_p[345]"
            + "|assign_(aux|main)_(fg_mask|target_scores|target_bboxes_pixels|target_labels_fg_only"
            + "|pred_bboxes_pixels)";

    static Stream<LossCase> all() {
        return Fixture.all("loss").stream().map(LossCase::new);
    }

    /** Fails when the case asks for something that the loss has not. */
    void check() {
        JsonNode meta = meta();
        assertThat(meta.get("kind").asText()).isIn("single", "dual");
        assertThat(meta.path("topk").asInt(10)).isEqualTo(10);
        assertThat(meta.path("alpha").asDouble(0.5)).isEqualTo(0.5);
        assertThat(meta.path("beta").asDouble(6)).isEqualTo(6);
        assertThat(meta.path("reg_max").asInt(16)).isEqualTo(16);
        assertThat(fixture.tensors()).allMatch(tensor -> tensor.matches(KNOWN), "a tensor that the test reads");
    }

    JsonNode meta() {
        return fixture.meta();
    }

    /** The recipe with the case's gains. */
    Hyperparameters recipe() {
        return Recipes.withGains(meta().path("gains"));
    }

    boolean has(String name) {
        return fixture.has(name);
    }

    float[] floats(String name) {
        return fixture.floats(name);
    }

    Tensor tensorOf(String name, ScalarType type) {
        return tensor(fixture.floats(name)).reshape(fixture.shape(name)).to(type);
    }

    /** The raw maps as leaves, so that gradients gather on them. */
    RawHeads heads(ScalarType type) {
        return new RawHeads(maps("aux", type), maps("main", type));
    }

    private List<Tensor> maps(String head, ScalarType type) {
        List<Tensor> maps = new ArrayList<>();
        for (int level = 3; level <= 5; level++) {
            if (has("pred_" + head + "_p" + level)) {
                maps.add(tensorOf("pred_" + head + "_p" + level, type).set_requires_grad(true));
            }
        }
        return maps;
    }

    @Override
    public String toString() {
        return fixture + ": " + fixture.manifest().path("description").asText();
    }
}
