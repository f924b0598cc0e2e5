package io.lynceus.processor.web;

import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.drawing.AnnotatedPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws boxes on a picture and encodes it as JPEG. One thread at a time. */
final class Painter implements AutoCloseable {
    private static final float QUALITY = 0.82f;

    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("jpeg").next();
    private final ImageWriteParam quality = writer.getDefaultWriteParam();

    Painter() {
        quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        quality.setCompressionQuality(QUALITY);
    }

    /** The picture with its boxes; the image given is drawn upon. */
    byte[] paint(BufferedImage image, FrameDetections event) throws IOException {
        AnnotatedPicture.draw(
                image, event.getDetections().stream().map(Painter::detection).toList());
        return jpeg(image);
    }

    private static Detection detection(io.lynceus.schemas.avro.Detection found) {
        return new Detection(
                found.getClassId(),
                found.getLabel(),
                found.getScore(),
                found.getX1(),
                found.getY1(),
                found.getX2(),
                found.getY2(),
                found.getTrackId());
    }

    private byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), quality);
            writer.setOutput(null);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        writer.dispose();
    }
}
