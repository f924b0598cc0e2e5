package io.lynceus.trainer.data;

import io.lynceus.vision.pixels.Scaler;
import io.lynceus.vision.pixels.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Labelled frames of one video, decoded once, in order, and kept
 * as scaled RGB: a frame costs imgsz x imgsz x 3 bytes at most.
 */
final class VideoDataset implements Dataset {
    private final List<String> names;
    private final List<Sample> samples;

    private VideoDataset(List<String> names, List<Sample> samples) {
        this.names = names;
        this.samples = List.copyOf(samples);
    }

    /** Decodes up to the last frame of {@code range}; the video may end before it. */
    static VideoDataset decode(
            Path video, FrameRange range, List<String> names, Map<Integer, List<LabelBox>> labels, int imgsz) {
        List<Sample> samples = new ArrayList<>();
        try (VideoReader reader = new VideoReader(video);
                Scaler scaler = new Scaler()) {
            for (int number = 1; number <= range.last(); number++) {
                AVFrame frame = reader.next();
                if (frame == null) {
                    break;
                }
                if (number >= range.first()) {
                    String id = video.getFileName() + "#" + number;
                    samples.add(Samples.of(
                            id, frame, Turn.of(frame), scaler, imgsz, labels.getOrDefault(number, List.of())));
                }
            }
        }
        return new VideoDataset(names, samples);
    }

    @Override
    public int size() {
        return samples.size();
    }

    /** Objects in all frames. */
    int objects() {
        return samples.stream().mapToInt(sample -> sample.boxes().size()).sum();
    }

    @Override
    public List<String> classNames() {
        return names;
    }

    @Override
    public Sample load(int index) {
        return samples.get(index);
    }
}
