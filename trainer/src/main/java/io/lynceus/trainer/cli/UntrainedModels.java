package io.lynceus.trainer.cli;

import io.lynceus.trainer.export.ExportOptions;
import io.lynceus.trainer.export.OnnxExporter;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.quantise.Quantisation;
import io.lynceus.trainer.quantise.Scheme;
import io.lynceus.vision.model.ClassNames;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelFile;
import io.lynceus.vision.pixels.PictureSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Networks that have learnt nothing, as model files: as fast as those that have. */
final class UntrainedModels {
    private UntrainedModels() {}

    /** In float32. */
    static ModelFile float32(Architecture architecture, int classes, InputSize size) {
        try (Network network = Network.create(architecture, classes, 0)) {
            String name = architecture.deployed().name();
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put(
                    "names",
                    ClassNames.write(IntStream.range(0, classes)
                            .mapToObj(i -> "class" + i)
                            .toList()));
            facts.put("name", name);
            facts.put("imgsz", "[" + size.height() + ", " + size.width() + "]");
            facts.put("precision", "fp32");
            OnnxExporter exporter = new OnnxExporter(ExportOptions.of(size.height(), size.width()));
            return new ModelFile(name, exporter.bytes(network, facts));
        }
    }

    /** The same in 8 bits for the cores. What it finds says nothing, so nothing is compared. */
    static ModelFile int8(ModelFile exact, InputSize size, PictureSource picture) {
        Quantisation quantisation = new Quantisation(exact, size, Scheme.ONNXRUNTIME, List.of());
        byte[] quantised = quantisation.said(quantisation.write(List.of(picture), done -> {}), Map.of());
        return new ModelFile(exact.name(), new ServingOptions().of(quantised, Scheme.ONNXRUNTIME));
    }
}
