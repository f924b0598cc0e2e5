package io.lynceus.trainer.cli;

import io.lynceus.trainer.evaluation.TinyOnnx;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Three pictures of 128x96, one red, one green, one blue, each labelled with the box 32..96 x 24..72, and a model for
 * 64x64 inputs that finds just that with a score of 200/255.
 */
record ColourSet(Path model, Path data, Path pictures) {
    static final String NAMES = "{0: 'red', 1: 'green', 2: 'blue'}";

    static ColourSet create(Path folder) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("images"));
        Path labels = Files.createDirectories(folder.resolve("labels"));
        Color[] colours = {new Color(200, 0, 0), new Color(0, 200, 0), new Color(0, 0, 200)};
        for (int i = 0; i < colours.length; i++) {
            BufferedImage picture = new BufferedImage(128, 96, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = picture.createGraphics();
            pen.setColor(colours[i]);
            pen.fillRect(0, 0, 128, 96);
            pen.dispose();
            ImageIO.write(picture, "png", pictures.resolve(i + ".png").toFile());
            Files.writeString(labels.resolve(i + ".txt"), i + " 0.5 0.5 0.5 0.5\n");
        }
        Path data = folder.resolve("data.yaml");
        Files.writeString(data, "path: .\ntrain: images\nval: images\nnames: {0: red, 1: green, 2: blue}\n");
        float[] box = {32, 32, 32, 24};
        Path model = TinyOnnx.colours(folder.resolve("colours.onnx"), box, Map.of("names", NAMES, "imgsz", "[64, 64]"));
        return new ColourSet(model, data, pictures);
    }
}
