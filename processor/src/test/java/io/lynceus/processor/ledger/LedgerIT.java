package io.lynceus.processor.ledger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.vision.RunError;
import org.junit.jupiter.api.Test;

class LedgerIT {
    @Test
    void aBrokerThatWentIsOneLineAndNotAWaitWithoutEnd() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            try (TopicSetup topics = TopicSetup.open(broker.connection())) {
                topics.create(TopicLayout.DEFAULT);
            }
            try (Ledger ledger = Ledger.open(broker.connection())) {
                ledger.catchUp();
                broker.close();
                assertThatThrownBy(ledger::catchUp)
                        .isInstanceOf(RunError.class)
                        .hasMessageContaining("the broker at " + broker.connection())
                        .hasMessageNotContainingAny("Exception");
            }
        }
    }
}
