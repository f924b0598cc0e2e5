package io.lynceus.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.lynceus.vision.UserError;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VariantsTest {
    /** The paper's table of computational blocks (YOLOv9, section 5.4): GELAN-S with one block per stage half. */
    @ParameterizedTest
    @CsvSource({"conv, 6.2, 23.5", "residual, 5.4, 21.0", "dark, 5.7, 21.8", "csp, 5.9, 22.4", "rep-csp, 5.9, 22.4"})
    void parametersAndOperationsAreThoseOfThePaper(String block, double millions, double gigaOperations) {
        Architecture small = parse("base: gelan-s\ndepth: 1\nblock: " + block);

        ModelSize size = ModelSize.of(small, 80, 640, 640);

        assertThat(size.deployedParameters() / 1e6).isEqualTo(millions, offset(0.05));
        assertThat(size.deployedOperations() / 1e9).isEqualTo(gigaOperations, offset(0.1));
    }

    /**
     * Two repeats in half a stage of 16 channels, by hand: a convolution has a weight for each value under its kernel,
     * times its outputs, and two numbers per output for its norm.
     */
    @ParameterizedTest
    @EnumSource(Block.class)
    void countsTheInnerBlocksByHand(Block block) {
        assertThat(inner(block.toString())).isEqualTo(byHand(block));
    }

    private static long byHand(Block block) {
        long wide = 16 * 16 * 9 + 32; // 3x3, 16 to 16
        long narrow = 8 * 8 * 9 + 16; // 3x3, 8 to 8
        long down = 16 * 8 + 16; // 1x1, 16 to 8
        long up = 8 * 16 + 32; // 1x1, 8 to 16
        long flat = 16 * 16 + 32; // 1x1, 16 to 16
        long point = 8 * 8 + 16; // 1x1, 8 to 8
        long half = 8 * 16 * 9 + 32; // 3x3, 8 to 16
        return switch (block) {
            case CONV -> 2 * wide;
            case RESIDUAL -> 2 * (down + narrow + up);
            case DARK -> 2 * (down + half);
            case CSP -> 2 * down + 2 * (narrow + narrow) + flat;
            case REP_CSP -> 2 * down + 2 * (narrow + point + narrow) + flat;
        };
    }

    /** Parameters below model.0.cv2.0 of a stage with two repeats. */
    private static long inner(String block) {
        return Profile.of(parse(tiny(block)), 1, 64, 64).parameters().stream()
                .filter(p -> p.name().startsWith("model.3.cv2.0."))
                .filter(p -> p.kind().compareTo(Parameter.Kind.NORM) <= 0)
                .mapToLong(Parameter::size)
                .sum();
    }

    private static String tiny(String block) {
        return """
            block: %s
            0 -1 Conv 16 3 2
            1 -1 Conv 16 3 2
            2 -1 Conv 32 3 2
            3 -1 RepNCSPELAN4 32 32 16 2
            4 -1 AConv 32
            5 -1 AConv 32
            6 3,4,5 DDetect
            """.formatted(block);
    }

    @ParameterizedTest
    @EnumSource(Block.class)
    void everyBlockGivesMapsOfTheSameShapes(Block block) {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(parse(tiny(block.toString())), 2, 1)) {
            RawHeads heads = network.forward(HashWeights.image("input", 2, 64, 96), true);

            assertThat(heads.aux()).isEmpty();
            assertThat(heads.main().get(0).sizes().vec().get()).containsExactly(2, 66, 8, 12);
            assertThat(heads.main().get(2).sizes().vec().get()).containsExactly(2, 66, 2, 3);
        }
    }

    @ParameterizedTest
    @CsvSource({"yolov9-t, 22", "yolov9-c, 22", "yolov9-e, 42"})
    void deepSupervisionAddsHeadsAndNoLayers(String name, int head) {
        Architecture supervised = Architecture.named(name).with(Pgi.DEEP_SUPERVISION);

        assertThat(supervised.pgi()).isEqualTo(Pgi.DEEP_SUPERVISION);
        assertThat(supervised.name()).isEqualTo(name + "-deep-supervision");
        assertThat(supervised.head()).isEqualTo(head);
        assertThat(supervised.deployed().text())
                .isEqualTo(Architecture.named(name.replace("yolov9", "gelan")).text());
    }

    @Test
    void deepSupervisionTrainsOnBothHeads() {
        Architecture supervised = Architecture.named("yolov9-t").with(Pgi.DEEP_SUPERVISION);
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(supervised, 3, 1)) {
            RawHeads heads = network.forward(HashWeights.image("input", 1, 64, 64), true);

            assertThat(heads.aux()).hasSize(3);
            for (int level = 0; level < 3; level++) {
                assertThat(heads.aux().get(level).sizes().vec().get())
                        .isEqualTo(heads.main().get(level).sizes().vec().get());
            }
        }
    }

    @Test
    void itsTextGivesAnArchitectureAgain() {
        for (String name : Architecture.names()) {
            for (Block block : Block.values()) {
                Architecture one = Architecture.named(name).with(block);
                assertThat(parse(one.text()).text()).isEqualTo(one.text());
                Architecture supervised = one.with(Pgi.DEEP_SUPERVISION);
                assertThat(parse(supervised.text()).text()).isEqualTo(supervised.text());
                assertThat(parse(supervised.text()).pgi()).isEqualTo(Pgi.DEEP_SUPERVISION);
                assertThat(one.with(Pgi.NONE).deployed().text())
                        .isEqualTo(one.deployed().text());
            }
            assertThat(Architecture.named(name).isPublished()).isTrue();
        }
    }

    @Test
    void aVariantsNameSaysItsBlockAndItsAuxiliaryGradients() {
        Architecture dark = Architecture.named("yolov9-t").with(Block.DARK);

        assertThat(dark.name()).isEqualTo("yolov9-t-dark");
        assertThat(dark.deployed().name()).isEqualTo("gelan-t-dark");
        assertThat(dark.with(Pgi.DEEP_SUPERVISION).name()).isEqualTo("yolov9-t-dark-deep-supervision");
        assertThat(dark.with(Pgi.DEEP_SUPERVISION).with(Pgi.NONE).name()).isEqualTo("gelan-t-dark");
        assertThat(dark.isPublished()).isFalse();
        assertThat(parse("base: yolov9-t\nblock: dark\npgi: none").name()).isEqualTo("mine");
    }

    @Test
    void auxiliaryGradientsThatAModelCannotHaveAreRefused() {
        assertThatThrownBy(() -> Architecture.named("gelan-t").with(Pgi.REVERSIBLE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("needs a table with an auxiliary branch");
        assertThatThrownBy(() -> parse(tiny("conv") + "pgi: deep-supervision"))
                .hasMessage("mine.txt: line 9: pgi deep-supervision needs the key backbone:"
                        + " its layers of stride 8, 16 and 32");
        assertThat(parse(tiny("conv") + "pgi: deep-supervision\nbackbone: 3,4,5")
                        .branches())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "block: rep | no block 'rep'; there are rep-csp, conv, residual, dark, csp",
                "pgi: yes | no pgi 'yes'; there are reversible, deep-supervision, none",
                "width: 3 | no key 'width'",
                "base: yolov9-x | no architecture named yolov9-x",
                "name: ../x | '../x' is no name",
                "depth: 0 | '0' is no number of 1 to 8192",
                "1 -1 Conv 16 3 2 | layer 0 expected, not '1'",
                "0 -1 Conv 16 3 | Conv: wants 3 numbers after its name",
                "0 -1 Conv 16 3 2 | the last layer of a model is DDetect or DualDDetect",
                "0 -1 Swish 16 | Swish: no such block; there are AConv, ADown",
                "0 4 Conv 16 3 2 | Conv: reads a layer that is not before it",
                "0 -1 Conv 99999 3 2 | '99999' is no number",
                "0 -1 | a layer has its number",
            })
    void whatMakesNoSenseIsNamedWithItsLine(String line, String message) {
        assertThatThrownBy(() -> parse("# mine\n" + line))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("mine.txt: line 2: " + message);
    }

    @Test
    void aTableThatDoesNotFitTogetherIsNamedWithItsLine() {
        assertThatThrownBy(() -> parse(tiny("conv").replace("3,4,5", "3,4,4")))
                .hasMessage("mine.txt: line 8: layer 4 should be of stride 32, and is not");
        assertThatThrownBy(() -> parse(tiny("conv").replace("5 -1 AConv 32", "5 4,3 Concat")))
                .hasMessage("mine.txt: line 7: Concat: its inputs do not fit together: 32 channels of 16x16 and"
                        + " 32 channels of 32x32");
        assertThatThrownBy(() -> parse(tiny("conv").replace("6 3,4,5", "6 4 AConv 32\n7 3,4,5")))
                .isInstanceOf(UserError.class)
                .hasMessage("mine.txt: line 8: nothing leads from layer 6 to the head");
    }

    private static Architecture parse(String text) {
        return Architecture.parse("mine.txt", "mine", text);
    }
}
