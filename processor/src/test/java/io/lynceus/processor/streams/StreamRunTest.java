package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

class StreamRunTest {
    @Test
    void thePageOfAnInstanceIsThereAsABrowserWritesIt() {
        for (String address : new String[] {"[::1]:8080", "10.1.2.3:8080", "process-2:8080"}) {
            assertThat(StreamRun.page(HostInfo.buildFromEndpoint(address))).isEqualTo(address);
        }
        assertThat(StreamRun.page(HostInfo.unavailable())).isNull();
    }
}
