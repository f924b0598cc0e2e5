package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchCommandIT {
    private static final int USERS_ERROR = 2;

    /** In a process of its own, for what a notice of being stopped would change is how the process ends. */
    @Test
    void endsWithTheUsersErrorWhenThereIsNoSuchDataFile() throws Exception {
        Process process = Run.start("bench", "train", "--data", "there-is-no-such-file.yaml");

        assertThat(process.waitFor()).isEqualTo(USERS_ERROR);
    }
}
