package io.lynceus.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParallelismTest {
    @Test
    void asManyCallersAsCoresHaveOneCoreEach() {
        assertThat(Parallelism.onCpu(8, 8)).returns(8, Parallelism::lanes).returns(1, Parallelism::threads);
    }

    @Test
    void fewerCallersShareAllCores() {
        assertThat(Parallelism.onCpu(1, 8)).returns(1, Parallelism::lanes).returns(8, Parallelism::threads);
        assertThat(Parallelism.onCpu(3, 8)).returns(3, Parallelism::lanes).returns(2, Parallelism::threads);
    }

    @Test
    void noMoreRunsThanCoresAreUnderWay() {
        assertThat(Parallelism.onCpu(12, 8)).returns(8, Parallelism::lanes).returns(1, Parallelism::threads);
    }

    @Test
    void picturesGoOneByOne() {
        assertThat(Parallelism.onCpu(4, 4).batch()).isEqualTo(1);
    }
}
