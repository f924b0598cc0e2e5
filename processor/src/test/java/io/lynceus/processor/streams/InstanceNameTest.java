package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RecordTime;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceNameTest {
    @TempDir
    Path folder;

    @Test
    void aFolderKeepsItsName() {
        String first = claim(null);
        assertThat(first).matches("[A-Za-z0-9._-]+");
        assertThat(claim(null)).isEqualTo(first);
    }

    @Test
    void aSecondProcessOnTheFolderHasASecondNameAndTheFirstComesBackToItsOwn() {
        String first;
        String second;
        try (InstanceName one = InstanceName.claim(folder, "app", null);
                InstanceName two = InstanceName.claim(folder, "app", null)) {
            first = one.name();
            second = two.name();
        }
        assertThat(second).isNotEqualTo(first);
        try (InstanceName one = InstanceName.claim(folder, "app", null);
                InstanceName two = InstanceName.claim(folder, "app", null)) {
            assertThat(one.name()).isEqualTo(first);
            assertThat(two.name()).isEqualTo(second);
        }
    }

    @Test
    void aGivenNameIsHeldByOneProcess() {
        try (InstanceName held = InstanceName.claim(folder, "app", "gate")) {
            assertThat(held.name()).isEqualTo("gate");
            assertThatThrownBy(() -> claim("gate"))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("--instance gate: a process of that name is at work already");
            assertThat(claim("yard")).isEqualTo("yard");
        }
        assertThat(claim("gate")).isEqualTo("gate");
    }

    @Test
    void aFolderThatCannotBeMadeIsOneLineThatNamesIt() throws IOException {
        Files.writeString(folder.resolve("app"), "a file where the folder should be");
        assertThatThrownBy(() -> claim(null))
                .isInstanceOf(RunError.class)
                .hasMessageContaining("the state folder " + folder.resolve("app") + " cannot be written")
                .hasMessageContaining("--state");
    }

    @Test
    void aThreadsTransactionalIdIsTheSameAfterARestart() {
        NamedClients clients = new NamedClients(
                "lynceus-detect",
                "gate",
                Broker.at("nowhere:1"),
                RecordTime.ours(),
                () -> {},
                new OpenWork(StreamWatch.NONE, Clock.systemUTC()),
                new Backlog());
        assertThat(clients.transactionalId("lynceus-detect-0d7f-11aa-3")).isEqualTo("lynceus-detect-gate-3");
        assertThat(clients.transactionalId("lynceus-detect-99c0-ef01-3")).isEqualTo("lynceus-detect-gate-3");
    }

    private String claim(@Nullable String given) {
        try (InstanceName name = InstanceName.claim(folder, "app", given)) {
            return name.name();
        }
    }
}
