package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.HttpAddress;
import io.lynceus.processor.web.OperatorServer;
import java.net.InetAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Where the page of an instance is for the others. */
class ProcessPageTest {
    @Test
    void oneThatOnlyThisMachineReachesIsFoundOnThisMachineAlone() throws Exception {
        try (OperatorServer server = OperatorServer.open(HttpAddress.parse("127.0.0.1:0"))) {
            String told = Objects.requireNonNull(ProcessPage.address(server, null));
            int port = server.address().getPort();
            assertThat(told).isEqualTo(InetAddress.getLocalHost().getHostName() + ".localhost:" + port);
            assertThat(PageAddress.found(told)).isEqualTo("localhost:" + port);
        }
        assertThat(PageAddress.found("another-machine.localhost:8080")).isNull();
        assertThat(PageAddress.found("another-machine:8080")).isEqualTo("another-machine:8080");
        assertThat(ProcessPage.address(null, null)).isNull();
    }

    @Test
    void aServerThatListensEverywhereIsFoundByTheMachinesName() throws Exception {
        try (OperatorServer server = OperatorServer.open(HttpAddress.parse("0.0.0.0:0"))) {
            assertThat(ProcessPage.address(server, "token"))
                    .isEqualTo(InetAddress.getLocalHost().getHostName() + ":"
                            + server.address().getPort());
        }
    }

    @Test
    void aServerThatShowsNoPageHasNoneForTheOthersEither() {
        try (OperatorServer server = OperatorServer.open(HttpAddress.parse("0.0.0.0:0"))) {
            assertThat(ProcessPage.address(server, null)).isNull();
        }
    }
}
