package io.lynceus.trainer.training;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * About the nearest orthogonal matrix by a Newton-Schulz iteration: multiplications alone, no decomposition. Singular
 * vectors stay, singular values come to lie around 1, with the quintic polynomial of Jordan et al. 2024, which lifts
 * small ones fast and leaves large ones between 0.7 and 1.2.
 */
final class NewtonSchulz {
    private static final int STEPS = 5;
    private static final double A = 3.4445;
    private static final double B = -4.7750;
    private static final double C = 2.0315;
    private static final double EPS = 1e-7;

    private NewtonSchulz() {}

    /**
     * Of each matrix; one of zeros stays so.
     *
     * @param matrices (N, rows, columns)
     * @return of that shape, in the open PointerScope
     */
    static Tensor orthogonal(Tensor matrices) {
        boolean tall = matrices.size(1) > matrices.size(2);
        Tensor x = tall ? matrices.transpose(1, 2) : matrices;
        x = x.div(x.square().sum(1, 2).sqrt().view(-1, 1, 1).add(new Scalar(EPS)));
        for (int i = 0; i < STEPS; i++) {
            Tensor square = x.matmul(x.transpose(1, 2));
            Tensor polynomial = square.mul(new Scalar(B)).add_(square.matmul(square), new Scalar(C));
            x = x.mul(new Scalar(A)).add_(polynomial.matmul(x));
        }
        return tall ? x.transpose(1, 2) : x;
    }
}
