package io.lynceus.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadKindTest {
    @ParameterizedTest
    @ValueSource(strings = {"yolov9-t", "gelan-s", "gelan-t-w80", "yolov9-e"})
    void aNameAndAModelFileSayIt(String name) {
        Architecture one = Architecture.named(name + "-one-to-one");

        assertThat(one.headKind()).isEqualTo(HeadKind.ONE_TO_ONE);
        assertThat(one.isPublished()).isTrue();
        assertThat(one.name()).isEqualTo(name + "-one-to-one");
        assertThat(parse(one.text()).text()).isEqualTo(one.text());
        assertThat(parse("base: " + name + "\nhead: one-to-one").branches()).isEqualTo(one.branches());
        assertThat(one.with(HeadKind.ONE_TO_MANY).text())
                .isEqualTo(Architecture.named(name).text());
        assertThat(one.pgi()).isEqualTo(Architecture.named(name).pgi());
    }

    @ParameterizedTest
    @EnumSource(Pgi.class)
    void weighsWhatItsGelanWeighsOnceExportedWhateverTheAuxiliaryGradients(Pgi pgi) {
        Architecture one =
                Architecture.named("yolov9-t").with(HeadKind.ONE_TO_ONE).with(pgi);
        ModelSize size = ModelSize.of(one, 80, 640, 640);
        ModelSize plain = ModelSize.of(one.with(HeadKind.ONE_TO_MANY), 80, 640, 640);

        assertThat(size.deployedParameters()).isEqualTo(plain.deployedParameters());
        assertThat(size.deployedOperations()).isEqualTo(plain.deployedOperations());
        assertThat(size.parameters()).isGreaterThan(plain.parameters());
        assertThat(one.deployed().name()).isEqualTo("gelan-t-one-to-one");
    }

    @Test
    void aWordThatIsNoneIsNamedWithItsLine() {
        assertThatThrownBy(() -> parse("base: gelan-t\nhead: two"))
                .isInstanceOf(UserError.class)
                .hasMessage("mine.txt: line 2: no head 'two'; there are one-to-many, one-to-one");
    }

    /** The same seed gives both networks the same weights but for the second head. */
    @Test
    void noGradientOfTheOneToOneHeadReachesAnythingButItself() {
        List<String> shared;
        try (PointerScope scope = new PointerScope();
                Network plain = Network.create(Architecture.named("yolov9-t"), 2, 5);
                Network both = Network.create(Architecture.named("yolov9-t-one-to-one"), 2, 5)) {
            Tensor images = HashWeights.image("input", 2, 64, 64);
            sum(plain.forward(images, true), false).backward();
            sum(both.forward(images, true), true).backward();
            shared = plain.weights().names();

            for (String name : both.weights().names()) {
                Tensor weight = both.weights().get(name);
                if (!weight.requires_grad()) {
                    continue;
                }
                if (shared.contains(name)) {
                    assertThat(HashWeights.values(weight.grad()))
                            .as(name)
                            .isEqualTo(
                                    HashWeights.values(plain.weights().get(name).grad()));
                } else {
                    assertThat(name).startsWith("model.29.one2one_cv");
                    assertThat(weight.grad().abs().sum().item_float()).as(name).isPositive();
                }
            }
        }
    }

    private static Tensor sum(RawHeads heads, boolean oneToOne) {
        assertThat(heads.oneToOne()).hasSize(oneToOne ? 3 : 0);
        Tensor sum = heads.main().get(0).square().sum();
        for (List<Tensor> maps : List.of(heads.aux(), heads.main(), heads.oneToOne())) {
            for (Tensor map : maps) {
                sum = sum.add(map.square().sum());
            }
        }
        return sum;
    }

    @Test
    void inEvaluationTheDetectingHeadAloneIsComputed() {
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named("gelan-t-one-to-one"), 2, 5)) {
            RawHeads heads = network.forward(HashWeights.image("input", 1, 64, 64), false);

            assertThat(heads.main()).isEmpty();
            assertThat(heads.detecting()).isEqualTo(heads.oneToOne()).hasSize(3);
        }
    }

    private static Architecture parse(String text) {
        return Architecture.parse("mine.txt", "mine", text);
    }
}
