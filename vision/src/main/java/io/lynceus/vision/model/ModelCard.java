package io.lynceus.vision.model;

import java.util.List;
import java.util.Map;

/**
 * What is known of a model at work.
 *
 * @param name the model's own name, else its file's
 * @param version the model's own, else "unknown"
 * @param sha256 of the file, lower-case hex
 * @param engine such as onnxruntime-cpu
 * @param precision such as fp32
 * @param input the size of its pictures, unless a lane is asked for another
 * @param names of the classes, by class id; made up where neither the model nor anybody else names them
 * @param metadata all that the file says about itself, such as how it was trained and what AP it reached
 */
public record ModelCard(
        String name,
        String version,
        String sha256,
        String engine,
        String precision,
        InputSize input,
        List<String> names,
        Map<String, String> metadata) {
    public ModelCard {
        names = List.copyOf(names);
        metadata = Map.copyOf(metadata);
    }
}
