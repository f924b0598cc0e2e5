package io.lynceus.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnalyticsTopicTest {
    @ParameterizedTest
    @EnumSource
    void aRecordWithoutAValueIsNone(AnalyticsTopic topic) {
        assertThat(topic.reader(Codecs.SINGLE_OBJECT).deserialize("any", null)).isNull();
    }
}
