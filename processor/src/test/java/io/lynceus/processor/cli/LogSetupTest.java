package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogSetupTest {
    @Test
    void eachLineIsAnObjectWithTheLinesOwnKeys() throws IOException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        OutputStreamAppender<ILoggingEvent> stderr = new OutputStreamAppender<>();
        stderr.setContext(context);
        stderr.setName("stderr");
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(stderr);
        LogSetup.json(context);
        stderr.setOutputStream(written);
        stderr.start();

        context.getMDCAdapter().put("frame", "gate/1/7");
        context.getLogger("io.lynceus.capture")
                .atWarn()
                .addKeyValue("camera", "gate")
                .log("trying again: \"{}\"", "a\nb");
        context.getMDCAdapter().clear();
        context.getLogger(LogSetup.STATUS).info("capture: 1 of 1 cameras running");

        List<String> lines = written.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.at("/level").textValue()).isEqualTo("WARN");
        assertThat(first.at("/formattedMessage").textValue()).isEqualTo("trying again: \"a\nb\"");
        assertThat(first.at("/kvpList/0/camera").textValue()).isEqualTo("gate");
        assertThat(first.at("/mdc/frame").textValue()).isEqualTo("gate/1/7");
        assertThat(lines.get(1)).contains("capture: 1 of 1 cameras running");
    }
}
