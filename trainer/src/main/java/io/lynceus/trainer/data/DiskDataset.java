package io.lynceus.trainer.data;

import io.lynceus.vision.Reason;
import io.lynceus.vision.pixels.Picture;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps decoded and scaled pictures in files, a file for each picture and image size, for this run and later ones. A
 * file counts as long as the picture has the size and the time of change that it had, and its labels are the same; one
 * that is cut short is as none. What is in no picture file of its own is loaded each time. Any thread, and several
 * processes.
 */
final class DiskDataset extends KeptDataset {
    private static final Logger LOG = LoggerFactory.getLogger(DiskDataset.class);
    private static final int FORM = 0x4c594331;
    private static final int MOST_PIXELS = 1 << 28;
    private static final String PARTIAL = "keeping*.partial";
    /** A picture is written within a second; what has not changed for so long was left by a process that was killed. */
    private static final Duration LEFT = Duration.ofHours(1);

    private final int imgsz;
    private final Path folder;
    private final AtomicBoolean full = new AtomicBoolean();

    /** @param folder of the files; made when there is a picture to keep */
    DiskDataset(Dataset set, int imgsz, Path folder) {
        super(set);
        this.imgsz = imgsz;
        this.folder = folder;
        sweep();
    }

    /** Removes what killed processes left half written; what another run is writing now is too young for that. */
    private void sweep() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        FileTime old = FileTime.from(Instant.now().minus(LEFT));
        try (DirectoryStream<Path> partials = Files.newDirectoryStream(folder, PARTIAL)) {
            for (Path partial : partials) {
                if (Files.getLastModifiedTime(partial).compareTo(old) < 0) {
                    Files.deleteIfExists(partial);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("{}: what killed runs left stays there: {}", folder, e.toString());
        }
    }

    @Override
    public Sample load(int index) {
        Labelled labelled = set.labelled(index);
        Path own = labelled.file();
        if (own == null) {
            return set.load(index);
        }
        Path picture = own.toAbsolutePath().normalize();
        Path file = folder.resolve(
                UUID.nameUUIDFromBytes((imgsz + " " + picture).getBytes(StandardCharsets.UTF_8)) + ".picture");
        String state = Stamp.of(picture) + " " + labelled.boxes();
        Sample kept = read(file, state, labelled.id());
        if (kept != null) {
            return kept;
        }
        Sample loaded = set.load(index);
        if (!full.get()) {
            keep(file, state, loaded);
        }
        return loaded;
    }

    private static @Nullable Sample read(Path file, String state, String id) {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != FORM || !text(in).equals(state)) {
                return null;
            }
            int originalWidth = in.readInt();
            int originalHeight = in.readInt();
            int width = in.readInt();
            int height = in.readInt();
            List<LabelBox> boxes = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                boxes.add(new LabelBox(in.readInt(), in.readFloat(), in.readFloat(), in.readFloat(), in.readFloat()));
            }
            if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
                return null;
            }
            byte[] rgb = new byte[width * height * 3];
            in.readFully(rgb);
            return new Sample(id, originalWidth, originalHeight, new Picture(width, height, rgb), boxes);
        } catch (IOException e) {
            return null;
        }
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 || length > MOST_PIXELS ? "" : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private void keep(Path file, String state, Sample sample) {
        try {
            Files.createDirectories(folder);
            Path partial = Files.createTempFile(folder, "keeping", ".partial");
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
                    write(new DataOutputStream(out), state, sample);
                }
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            if (full.compareAndSet(false, true)) {
                LOG.warn(
                        "{}: no more decoded pictures can be kept, the rest is decoded each time: {}",
                        folder,
                        Reason.of(e));
            }
        }
    }

    private static void write(DataOutputStream out, String state, Sample sample) throws IOException {
        byte[] text = state.getBytes(StandardCharsets.UTF_8);
        out.writeInt(FORM);
        out.writeInt(text.length);
        out.write(text);
        out.writeInt(sample.originalWidth());
        out.writeInt(sample.originalHeight());
        out.writeInt(sample.picture().width());
        out.writeInt(sample.picture().height());
        out.writeInt(sample.boxes().size());
        for (LabelBox box : sample.boxes()) {
            out.writeInt(box.classId());
            out.writeFloat(box.x1());
            out.writeFloat(box.y1());
            out.writeFloat(box.x2());
            out.writeFloat(box.y2());
        }
        out.write(sample.picture().rgb());
        out.flush();
    }
}
