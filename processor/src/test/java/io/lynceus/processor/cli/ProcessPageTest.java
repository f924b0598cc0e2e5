package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.HttpAddress;
import io.lynceus.processor.web.OperatorServer;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** Where the page of an instance is for the others. */
class ProcessPageTest {
    @Test
    void itIsWhereTheServerListens() {
        try (OperatorServer server = OperatorServer.open(HttpAddress.parse("localhost:0"))) {
            assertThat(ProcessPage.address(server, null))
                    .isEqualTo("localhost:" + server.address().getPort());
        }
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
