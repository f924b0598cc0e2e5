package io.lynceus.trainer.report;

import io.lynceus.trainer.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What a run is about to learn from, and what looks wrong with it. */
public final class DataReport {
    /** Fewer objects than that of a class teach it badly. */
    private static final int FEW = 20;

    private static final int MOST_CLASSES = 12;
    private static final int TINY = 8;

    private final List<String> names;
    private final DataPart train;
    private final DataPart heldOut;
    private final int imgsz;

    private DataReport(List<String> names, DataPart train, DataPart heldOut, int imgsz) {
        this.names = names;
        this.train = train;
        this.heldOut = heldOut;
        this.imgsz = imgsz;
    }

    /**
     * Counts.
     *
     * @param imgsz pixels of the training pictures
     */
    public static DataReport of(Dataset train, Dataset heldOut, int imgsz) {
        return new DataReport(train.classNames(), DataPart.of(train), DataPart.of(heldOut), imgsz);
    }

    /** Objects by class in both parts, then a line on each thing that looks wrong. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(part("training", train) + "; " + part("held out", heldOut));
        IntStream.range(0, names.size())
                .boxed()
                .sorted((a, b) -> Integer.compare(train.objects()[b], train.objects()[a]))
                .limit(MOST_CLASSES)
                .forEach(i -> lines.add(String.format(
                        Locale.ROOT,
                        "  %-16s %6d objects to learn from, %d held out",
                        names.get(i),
                        train.objects()[i],
                        heldOut.objects()[i])));
        if (names.size() > MOST_CLASSES) {
            lines.add("  and " + (names.size() - MOST_CLASSES) + " more classes");
        }
        warnings().forEach(warning -> lines.add("warning: " + warning));
        return lines;
    }

    private static String part(String name, DataPart part) {
        return name + ": " + part.boxes().size() + " objects in " + (part.pictures() - part.background())
                + " pictures, and " + part.background() + " without any";
    }

    /** What looks wrong, in words. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (train.background() * 2 > train.pictures()) {
            warnings.add("more than half of the training pictures have no label: they teach that there is nothing; are"
                    + " label files missing?");
        }
        if (heldOut.boxes().isEmpty()) {
            warnings.add("no held-out picture has a label: AP will be 0, and the best epoch is none");
        }
        add(warnings, "none of the training pictures shows ", i -> train.objects()[i] == 0);
        add(
                warnings,
                "fewer than " + FEW + " objects to learn from of ",
                i -> train.objects()[i] > 0 && train.objects()[i] < FEW);
        if (!heldOut.boxes().isEmpty()) {
            add(
                    warnings,
                    "no held-out picture shows, so nothing measures ",
                    i -> heldOut.objects()[i] == 0 && train.objects()[i] > 0);
        }
        same(warnings, "training pictures are there twice", SameFiles.find(train.files(), train.files()));
        same(
                warnings,
                "held-out pictures are training pictures too, so AP will be too good",
                SameFiles.find(train.files(), heldOut.files()));
        double tiny = train.smaller(TINY, imgsz);
        if (tiny > 0.2) {
            warnings.add(Math.round(100 * tiny) + " % of the objects are smaller than " + TINY + " pixels at --imgsz "
                    + imgsz + ": a larger one would show them");
        }
        return warnings;
    }

    private void add(List<String> warnings, String what, IntPredicate which) {
        List<String> found = IntStream.range(0, names.size())
                .filter(which)
                .mapToObj(names::get)
                .toList();
        if (!found.isEmpty()) {
            String more = found.size() > MOST_CLASSES ? " and " + (found.size() - MOST_CLASSES) + " more" : "";
            warnings.add(what + String.join(", ", found.subList(0, Math.min(MOST_CLASSES, found.size()))) + more);
        }
    }

    private static void same(List<String> warnings, String what, List<SameFiles.Pair> pairs) {
        if (!pairs.isEmpty()) {
            SameFiles.Pair pair = pairs.get(0);
            warnings.add(pairs.size() + " " + what + ", such as " + pair.first()
                    + (pair.first().equals(pair.second()) ? "" : " and " + pair.second()));
        }
    }

    /** Draws objects by class, where they are, and how large. */
    public void draw(Path file) {
        if (Drawing.possible()) {
            LabelsPage.write(names, train, heldOut, file);
        }
    }
}
