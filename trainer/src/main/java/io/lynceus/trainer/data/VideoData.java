package io.lynceus.trainer.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Our form of a data file for one video: a table of labels, and which frames to learn from and which to hold out. */
final class VideoData implements DataFile {
    private final DataKeys keys;
    private final Path video;
    private final List<String> names;
    private final Map<Integer, List<LabelBox>> labels;

    private VideoData(DataKeys keys, Path video, List<String> names, Map<Integer, List<LabelBox>> labels) {
        this.keys = keys;
        this.video = video;
        this.names = names;
        this.labels = labels;
    }

    static VideoData of(DataKeys keys, Path cache) {
        List<String> names = keys.names();
        Path table = keys.folder().resolve(keys.text("labels"));
        if (!Files.isRegularFile(table)) {
            throw keys.error("labels", "no such file: " + table);
        }
        VideoData data = new VideoData(keys, find(keys, cache), names, FrameLabels.read(table, names));
        data.apart(Split.VAL, Split.TRAIN, "held-out frames must not be learned from");
        if (keys.has(Split.TEST.key())) {
            data.apart(Split.TEST, Split.TRAIN, "held-out frames must not be learned from");
            data.apart(Split.TEST, Split.VAL, "frames that chose the best epoch cannot judge it");
        }
        return data;
    }

    private void apart(Split split, Split from, String why) {
        FrameRange mine = range(split);
        FrameRange other = range(from);
        if (mine.first() <= other.last() && other.first() <= mine.last()) {
            throw keys.error(split.key(), mine + " overlaps " + from.key() + " " + other + ": " + why);
        }
    }

    /** The video beside the data file, or in the folder where the launcher keeps what it fetched. */
    private static Path find(DataKeys keys, Path cache) {
        String name = keys.text("video");
        Path beside = keys.folder().resolve(name);
        if (Files.isRegularFile(beside)) {
            return beside;
        }
        Path cached = cache.resolve(name);
        if (Files.isRegularFile(cached)) {
            return cached;
        }
        throw keys.error(
                "video",
                name + " is neither in " + keys.folder() + " nor in " + cache
                        + "; `./lynceus footage` fetches vtest.avi");
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public Dataset open(Split split, int imgsz) {
        FrameRange range = range(split);
        VideoDataset dataset = VideoDataset.decode(video, range, names, labels, imgsz);
        if (dataset.size() < range.size()) {
            throw keys.error(
                    split.key(),
                    range + ", but " + video + " ends after frame " + (range.first() - 1 + dataset.size()));
        }
        if (dataset.objects() == 0 && split == Split.TRAIN) {
            throw keys.error(split.key(), "nothing to learn: no frame of " + range + " has a label");
        }
        return dataset;
    }

    private FrameRange range(Split split) {
        try {
            return FrameRange.parse(keys.text(split.key()));
        } catch (IllegalArgumentException e) {
            throw keys.error(split.key(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String description(Split split) {
        return video.getFileName() + " frames " + range(split);
    }
}
