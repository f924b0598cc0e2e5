package io.lynceus.trainer.model;

import io.lynceus.trainer.model.Branch.Role;
import io.lynceus.vision.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network as data. The published names are those of the paper's repository: yolov9 trains
 * with an auxiliary branch (programmable gradient information), gelan without. Each gelan is
 * its yolov9 without the layers that only the auxiliary head needs. Some published weights have
 * another width of the class branch than the published tables give them: such a network's name
 * ends in that width, gelan-t-w80. One whose name ends in one-to-one has a {@linkplain HeadKind
 * second head}. Others come from model files, see {@link #parse}. Immutable.
 */
public final class Architecture {
    private static final String TRAINED = "yolov9-";
    private static final String DEPLOYED = "gelan-";
    private static final List<String> NAMES = List.of(
            "yolov9-t",
            "yolov9-s",
            "yolov9-m",
            "yolov9-c",
            "yolov9-e",
            "gelan-t",
            "gelan-s",
            "gelan-m",
            "gelan-c",
            "gelan-e");

    private static final String ONE_TO_ONE = "-" + HeadKind.ONE_TO_ONE;

    private static final Pattern WIDENED = Pattern.compile("(.+)-w([1-9][0-9]{0,3})");

    private final String name;
    private final List<Row> rows;
    private final Block block;
    private final List<Integer> backbone;
    private final int labelWidth;
    private final HeadKind headKind;

    Architecture(String name, List<Row> rows, Block block, List<Integer> backbone, int labelWidth, HeadKind headKind) {
        this.name = name;
        this.rows = List.copyOf(rows);
        this.block = block;
        this.backbone = List.copyOf(backbone);
        this.labelWidth = labelWidth;
        this.headKind = headKind;
    }

    /**
     * A published architecture by its name, or the one of a model file.
     *
     * @param model a name, or the path of a file
     * @throws UserError when it is neither, or the file makes no sense
     */
    public static Architecture of(String model) {
        boolean file = !published(model) && (model.contains("/") || Files.exists(Path.of(model)));
        return file ? ModelText.read(Path.of(model)) : named(model);
    }

    /**
     * The architecture that a model file's text describes: keys, one a line, and a table of layers.
     *
     * @param source for errors, which name it and the line
     * @param name of the architecture unless the text has one
     * @throws UserError when the text makes no sense
     */
    public static Architecture parse(String source, String name, String text) {
        return new ModelText(source).parse(name, text);
    }

    /**
     * The published architecture of that name.
     *
     * @throws UserError when there is none
     */
    public static Architecture named(String name) {
        if (name.endsWith(ONE_TO_ONE)) {
            return named(withoutHead(name)).with(HeadKind.ONE_TO_ONE);
        }
        Matcher widened = WIDENED.matcher(name);
        if (widened.matches() && NAMES.contains(widened.group(1))) {
            Architecture plain = named(widened.group(1));
            return plain.changed(name, plain.rows, plain.backbone, Integer.parseInt(widened.group(2)));
        }
        if (!NAMES.contains(name)) {
            throw new UserError("no architecture named " + name + "; there are " + String.join(", ", NAMES)
                    + ", or the path of a model file");
        }
        if (name.startsWith(DEPLOYED)) {
            return named(TRAINED + name.substring(DEPLOYED.length())).deployed();
        }
        return ModelText.resource(name);
    }

    private static String withoutHead(String name) {
        return name.replace(ONE_TO_ONE, "");
    }

    private static boolean published(String name) {
        String plain = name.endsWith(ONE_TO_ONE) ? withoutHead(name) : name;
        Matcher widened = WIDENED.matcher(plain);
        return NAMES.contains(plain) || widened.matches() && NAMES.contains(widened.group(1));
    }

    /** All published names, yolov9 before gelan, small before large. */
    public static List<String> names() {
        return NAMES;
    }

    /** For example yolov9-t. */
    public String name() {
        return name;
    }

    /** Whether the name alone says everything: it is a published one, and nothing was changed. */
    public boolean isPublished() {
        return published(name) && named(name).text().equals(text());
    }

    /** A model file that gives this architecture again. */
    public String text() {
        return ModelText.write(this);
    }

    /** The block inside its stages. */
    public Block block() {
        return block;
    }

    /** Where its auxiliary gradients come from. */
    public Pgi pgi() {
        if (auxiliary().isEmpty()) {
            return Pgi.NONE;
        }
        boolean own = !Pruning.needed(rows, main().from()).containsAll(auxiliary());
        return own ? Pgi.REVERSIBLE : Pgi.DEEP_SUPERVISION;
    }

    /** The same network with another block in its stages, and in its name if it is not the default one. */
    public Architecture with(Block other) {
        if (other == block) {
            return this;
        }
        String plain = name.replace("-" + block, "");
        return new Architecture(
                other == Block.REP_CSP ? plain : plain + "-" + other, rows, other, backbone, labelWidth, headKind);
    }

    /** How many anchors the head that detects gives an object. */
    public HeadKind headKind() {
        return headKind;
    }

    /** The same network with another detecting head, which its name says if it is not the default one. */
    public Architecture with(HeadKind other) {
        if (other == headKind) {
            return this;
        }
        String newName = other == HeadKind.ONE_TO_ONE ? name + ONE_TO_ONE : withoutHead(name);
        return new Architecture(newName, rows, block, backbone, labelWidth, other);
    }

    /**
     * The same network with other auxiliary gradients.
     *
     * @throws UserError when its table has not what they need
     */
    public Architecture with(Pgi other) {
        if (other == pgi()) {
            return this;
        }
        return switch (other) {
            case NONE -> deployed();
            case DEEP_SUPERVISION -> {
                if (backbone.size() != 3) {
                    throw new UserError(
                            "pgi deep-supervision needs the key backbone: its layers of stride 8, 16 and 32");
                }
                yield pruned(name + "-" + other, backbone);
            }
            case REVERSIBLE ->
                throw new UserError(
                        "pgi reversible needs a table with an auxiliary branch, which " + name + " has not");
        };
    }

    /** The same network with so many repeats of the block in every stage. */
    Architecture repeated(int repeats) {
        return changed(name, rows.stream().map(row -> row.repeated(repeats)).toList(), backbone, labelWidth);
    }

    Architecture renamed(String other) {
        return changed(other, rows, backbone, labelWidth);
    }

    /** The same network without its auxiliary branch, layers numbered anew; a gelan is its own deployed form. */
    public Architecture deployed() {
        if (auxiliary().isEmpty()) {
            return this;
        }
        String plain = name.replace("-" + Pgi.DEEP_SUPERVISION, "");
        boolean trained = plain.startsWith(TRAINED);
        return pruned(trained ? DEPLOYED + plain.substring(TRAINED.length()) : plain, List.of());
    }

    private Architecture pruned(String newName, List<Integer> newAuxiliary) {
        Pruning pruning = Pruning.of(rows, newAuxiliary, main().from());
        return changed(newName, pruning.rows(), pruning.renumbered(backbone), labelWidth);
    }

    private Architecture changed(String newName, List<Row> newRows, List<Integer> newBackbone, int newLabelWidth) {
        return new Architecture(newName, newRows, block, newBackbone, newLabelWidth, headKind);
    }

    /** Number of layers, the detection head included. */
    public int layers() {
        return rows.size();
    }

    /** The width that the table sets for the class branch; 0 where it sets none. */
    int labelWidth() {
        return labelWidth;
    }

    /**
     * Least channels of the head's class branch between its
     * convolutions; a branch that reads more has as many as it reads.
     */
    int labelWidth(int classes) {
        return labelWidth > 0 ? labelWidth : Math.min(2 * classes, 128);
    }

    /** The backbone's last layers of stride 8, 16 and 32; empty where the table does not say. */
    List<Integer> backbone() {
        return backbone;
    }

    List<Row> rows() {
        return rows;
    }

    /** Index of the detection head. */
    public int head() {
        return rows.size() - 1;
    }

    private List<Integer> auxiliary() {
        Branch first = branches().get(0);
        return first.auxiliary() ? first.from() : List.of();
    }

    /** The head's branches: auxiliary, main, one-to-one. */
    List<Branch> branches() {
        List<Integer> from = rows.get(head()).from();
        List<Branch> branches = new ArrayList<>();
        boolean dual = from.size() == 6;
        if (dual) {
            branches.add(new Branch(Role.AUXILIARY, from.subList(0, 3), "cv2", "cv3", "dfl"));
        }
        Branch main = dual
                ? new Branch(Role.MAIN, from.subList(3, 6), "cv4", "cv5", "dfl2")
                : new Branch(Role.MAIN, from, "cv2", "cv3", "dfl");
        branches.add(main);
        if (headKind == HeadKind.ONE_TO_ONE) {
            branches.add(new Branch(Role.ONE_TO_ONE, main.from(), "one2one_cv2", "one2one_cv3", "one2one_dfl"));
        }
        return branches;
    }

    /** The branch of the role. */
    private Branch branch(Role role) {
        return branches().stream()
                .filter(branch -> branch.role() == role)
                .findFirst()
                .orElseThrow();
    }

    /** The branch that gives an object several anchors. */
    Branch main() {
        return branch(Role.MAIN);
    }

    /** The branch that is measured and exported. */
    Branch detecting() {
        return branch(headKind == HeadKind.ONE_TO_ONE ? Role.ONE_TO_ONE : Role.MAIN);
    }

    /**
     * For each weight of the one-to-one head the weight of the one-to-many head that it may start from; empty where
     * there is none.
     *
     * @param names of the network's weights
     */
    public Map<String, String> originals(List<String> names) {
        if (headKind != HeadKind.ONE_TO_ONE) {
            return Map.of();
        }
        String prefix = "model." + head() + ".";
        Branch copy = detecting();
        Branch main = main();
        Map<String, String> originals = new LinkedHashMap<>();
        for (String name : names) {
            if (name.startsWith(prefix + copy.box())) {
                originals.put(name, name.replace(copy.box(), main.box()));
            } else if (name.startsWith(prefix + copy.label())) {
                originals.put(name, name.replace(copy.label(), main.label()));
            } else if (name.startsWith(prefix + copy.dfl())) {
                originals.put(name, name.replace(copy.dfl(), main.dfl()));
            }
        }
        return originals;
    }
}
