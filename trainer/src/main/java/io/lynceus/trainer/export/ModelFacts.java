package io.lynceus.trainer.export;

import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.StoredNetwork;
import io.lynceus.vision.model.ClassNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What an exported file says about itself: the keys that the
 * ecosystem reads, then where it comes from and how good it is.
 */
public final class ModelFacts {
    /** Copied from the checkpoint, with every key that starts with AP. */
    private static final Set<String> COPIED = Set.of("trained_on", "epoch", "epochs", "license", "author", "date");

    private ModelFacts() {}

    /** The metadata_props, in order. */
    public static Map<String, String> of(StoredNetwork stored, ExportOptions options, String name, String version) {
        Architecture architecture = stored.network().architecture();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("names", ClassNames.write(stored.names()));
        facts.put("stride", "32");
        facts.put("imgsz", "[" + options.height() + ", " + options.width() + "]");
        facts.put("task", "detect");
        facts.put("name", name);
        facts.put("version", version);
        facts.put("architecture", architecture.deployed().name());
        facts.put("trained_as", architecture.name());
        facts.put("precision", options.half() ? "fp16" : "fp32");
        stored.facts().forEach((key, value) -> {
            if (COPIED.contains(key) || key.startsWith("AP")) {
                facts.put(key, value);
            }
        });
        return facts;
    }
}
