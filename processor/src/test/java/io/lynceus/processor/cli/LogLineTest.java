package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.lynceus.processor.streams.Rejoins;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogLineTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void isWhatLogbacksPatternWrites() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        PatternLayout pattern = new PatternLayout();
        pattern.setContext(context);
        pattern.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg %kvp%n%ex{short}");
        pattern.start();
        LogLine line = new LogLine(context);
        for (LoggingEvent event : List.of(
                event("io.lynceus.capture.Camera", Level.WARN, null),
                event("Main", Level.ERROR, new IllegalStateException("broken", new RuntimeException("of old"))),
                event(Logger.ROOT_LOGGER_NAME, Level.TRACE, null))) {
            assertThat(line.doLayout(event)).isEqualTo(pattern.doLayout(event));
        }
    }

    @Test
    void theRulesSendWarningsOfOursAndErrorsOfKafkaToTheErrorStream() {
        LogRules rules = new LogRules();
        rules.setContext(context);
        rules.configure(context);

        assertThat(context.getLogger("io.lynceus.capture").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(context.getLogger("org.apache.kafka.common").getEffectiveLevel())
                .isEqualTo(Level.ERROR);
        assertThat(context.getLogger(LogSetup.STATUS).isErrorEnabled()).isFalse();
        assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr"))
                .isNotNull();
        assertThat(context.getTurboFilterList()).singleElement().isInstanceOf(Rejoins.class);
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .noneMatch(status -> status.getEffectiveLevel() > ch.qos.logback.core.status.Status.INFO);
    }

    private LoggingEvent event(String logger, Level level, @Nullable Throwable thrown) {
        LoggingEvent event =
                new LoggingEvent("", context.getLogger(logger), level, "tried {} times", thrown, new Object[] {3});
        event.setKeyValuePairs(List.of(new KeyValuePair("camera", "gate"), new KeyValuePair("epoch", 7)));
        return event;
    }
}
