package io.lynceus.trainer.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lynceus.trainer.config.Hyperparameters;
import java.util.List;

/** The recipe as a case has it. */
public final class Recipes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recipes() {}

    /** The default recipe, with the gains that the node has. */
    public static Hyperparameters withGains(JsonNode gains) {
        ObjectNode recipe = JSON.valueToTree(Hyperparameters.DEFAULT);
        for (String gain : List.of("box", "cls", "dfl")) {
            if (gains.has(gain)) {
                recipe.set(gain, gains.get(gain));
            }
        }
        return JSON.convertValue(recipe, Hyperparameters.class);
    }
}
