package io.lynceus.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WaitingTest {
    private final Logger log = (Logger) LoggerFactory.getLogger(Waiting.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Waiting waiting = new Waiting("detection", nanos::get);

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stop() {
        log.detachAppender(lines);
    }

    @Test
    void waitingIsSaidOnceAndHowLongItWasWhenItIsOver() {
        waiting.goesOn();
        waiting.waits("no broker answers");
        waiting.waits("the disk is full");
        assertThat(waiting.waits()).isTrue();
        nanos.set(75_000_000_000L);
        waiting.goesOn();
        waiting.goesOn();
        assertThat(waiting.waits()).isFalse();
        assertThat(lines())
                .containsExactly(
                        "detection waits [reason=\"no broker answers\"]", "detection goes on [seconds=\"75\"]");
    }

    private List<String> lines() {
        return lines.list.stream()
                .map(line -> line.getFormattedMessage() + " " + line.getKeyValuePairs())
                .toList();
    }
}
