package io.lynceus.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionTest {
    @BeforeAll
    static void settings() {
        LibTorch.prepare();
    }

    /**
     * Among them the shapes whose gradients oneDNN gets wrong on
     * a machine that hides its caches: 80 at stride 2, 3 out.
     */
    @ParameterizedTest(name = "{0} to {1} channels, {2}x{2}, stride {3}, {4} groups, {5} px")
    @CsvSource({
        "80, 64, 3, 2, 1, 20", "80, 112, 3, 2, 1, 20", "112, 48, 3, 2, 1, 20", "48, 48, 3, 2, 1, 7",
                "64, 3, 3, 1, 1, 20",
        "24, 24, 3, 1, 1, 20", "3, 16, 3, 2, 1, 40", "64, 64, 3, 1, 4, 20", "64, 64, 1, 1, 4, 20", "24, 12, 3, 1, 4, 7",
        "48, 24, 1, 1, 1, 20", "240, 80, 3, 1, 1, 7", "82, 82, 3, 1, 1, 20", "200, 64, 3, 2, 1, 10"
    })
    void resultAndGradientsAreThoseOfDoublePrecision(int in, int out, int size, int stride, int groups, int side) {
        try (PointerScope scope = new PointerScope()) {
            torch.manual_seed(1);
            Tensor x = torch.randn(2, in, side, side);
            Tensor weight = torch.randn(out, in / groups, size, size);
            Tensor bias = torch.randn(out);
            Kernel kernel = new Kernel(out, size, stride, groups);

            Tensor[] exact = results(ScalarType.Double, x, weight, bias, kernel);
            for (MemoryFormat layout : layouts()) {
                assertNear(results(ScalarType.Float, x.contiguous(layout), weight, bias, kernel), exact, 1e-5, layout);
            }
        }
    }

    /** Among them 24 channels and 3 in, which oneDNN gets wrong on a machine that hides its caches. */
    @ParameterizedTest(name = "{0} to {1} channels, {2}x{2}, stride {3}, {4} groups, {5} px")
    @CsvSource({
        "24, 24, 3, 1, 1, 20",
        "3, 16, 3, 2, 1, 40",
        "64, 64, 3, 1, 4, 20",
        "80, 64, 3, 2, 1, 20",
        "48, 24, 1, 1, 1, 20"
    })
    void inBfloat16TheyAreThoseOfDoublePrecisionToItsBits(int in, int out, int size, int stride, int groups, int side) {
        try (PointerScope scope = new PointerScope()) {
            torch.manual_seed(1);
            Tensor x = torch.randn(2, in, side, side).to(ScalarType.BFloat16);
            Tensor weight = torch.randn(out, in / groups, size, size).to(ScalarType.BFloat16);
            Kernel kernel = new Kernel(out, size, stride, groups);

            Tensor[] exact = results(ScalarType.Double, x, weight, torch.zeros(out), kernel);
            for (MemoryFormat layout : layouts()) {
                assertNear(
                        results(ScalarType.BFloat16, x.contiguous(layout), weight, torch.zeros(out), kernel),
                        exact,
                        0.02,
                        layout);
            }
        }
    }

    private static void assertNear(Tensor[] actual, Tensor[] exact, double tolerance, MemoryFormat layout) {
        String[] names = {"result", "gradient of x", "of the weight", "of the bias"};
        for (int i = 0; i < exact.length; i++) {
            Tensor difference =
                    actual[i].to(ScalarType.Double).sub(exact[i]).abs().max();
            assertThat(difference.item_double() / exact[i].abs().max().item_double())
                    .as("%s, %s", names[i], layout)
                    .isLessThan(tolerance);
        }
    }

    /** In planes, and as this machine's networks have them. */
    private static List<MemoryFormat> layouts() {
        try (Device cpu = new Device(DeviceType.CPU)) {
            return List.of(MemoryFormat.Contiguous, LibTorch.layout(cpu));
        }
    }

    private static Tensor[] results(ScalarType type, Tensor image, Tensor weights, Tensor biases, Kernel kernel) {
        Tensor x = image.to(type).detach().requires_grad_();
        Tensor weight = weights.to(type).detach().requires_grad_();
        Tensor bias = biases.to(type).detach().requires_grad_();
        Tensor y = Convolution.of(x, weight, new TensorOptional(bias), kernel);
        y.mul(y).mul(new Scalar(0.5)).sum().backward();
        return new Tensor[] {y.detach(), x.grad(), weight.grad(), bias.grad()};
    }
}
