package io.lynceus.trainer.data;

import io.lynceus.vision.RunError;
import io.lynceus.vision.pixels.Scaler;
import io.lynceus.vision.pixels.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Pictures in files, decoded as they are asked for, with boxes that are already known. */
final class PictureDataset implements Dataset {
    /** A picture known to decode, with its boxes in fractions of it. */
    record Entry(Path picture, List<LabelBox> boxes) {}

    private final List<String> names;
    private final List<Entry> entries;
    private final int imgsz;

    PictureDataset(List<String> names, List<Entry> entries, int imgsz) {
        this.names = names;
        this.entries = entries;
        this.imgsz = imgsz;
    }

    @Override
    public int size() {
        return entries.size();
    }

    /** Objects in all pictures. */
    int objects() {
        return entries.stream().mapToInt(entry -> entry.boxes().size()).sum();
    }

    @Override
    public List<String> classNames() {
        return names;
    }

    @Override
    public Labelled labelled(int index) {
        Entry entry = entries.get(index);
        return new Labelled(entry.picture().getFileName().toString(), entry.picture(), entry.boxes());
    }

    @Override
    public Sample load(int index) {
        Entry entry = entries.get(index);
        try (Scaler scaler = new Scaler()) {
            return PictureReader.decode(entry.picture(), frame -> sample(entry, frame, scaler));
        } catch (IOException e) {
            throw new RunError(entry.picture() + ": could be read at the start, but now " + e.getMessage(), e);
        }
    }

    private Sample sample(Entry entry, AVFrame frame, Scaler scaler) {
        Turn turn = Turn.of(frame);
        int width = turn.width(frame);
        int height = turn.height(frame);
        List<LabelBox> boxes = new ArrayList<>(entry.boxes().size());
        for (LabelBox box : entry.boxes()) {
            boxes.add(new LabelBox(
                    box.classId(), box.x1() * width, box.y1() * height, box.x2() * width, box.y2() * height));
        }
        return Samples.of(entry.picture().getFileName().toString(), frame, turn, scaler, imgsz, boxes);
    }
}
