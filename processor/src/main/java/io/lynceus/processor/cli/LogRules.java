package io.lynceus.processor.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import io.lynceus.processor.streams.Rejoins;

/**
 * What is logged, and how. Logback finds this by {@code META-INF/services}; an XML file of rules would be a sixth of
 * what the start of a short verb costs. A file that {@code -Dlogback.configurationFile} names is taken instead.
 */
public final class LogRules extends ContextAwareBase implements Configurator {
    /** Made by logback. */
    public LogRules() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        context.getStatusManager().add(new NopStatusListener());
        // Of a stream thread that begins again after its last commit, one line.
        Rejoins rejoins = new Rejoins();
        rejoins.setContext(context);
        rejoins.start();
        context.addTurboFilter(rejoins);
        // The terminal belongs to the verb. Kafka speaks up only when something is wrong.
        level(context, "io.lynceus", "LYNCEUS_LOG", Level.WARN);
        // What a verb itself says goes to the terminal as it is; into the log with the option for JSON only.
        context.getLogger(LogSetup.STATUS).setLevel(Level.OFF);
        level(context, "org.apache.kafka", "LYNCEUS_KAFKA_LOG", Level.ERROR);
        // A stream thread that fails is started again or ends the verb, which says why in its one line.
        level(context, "org.apache.kafka.streams", "LYNCEUS_KAFKA_LOG", Level.OFF);
        // Who may not connect gets one line from the verb; this says it again at each attempt.
        level(context, "org.apache.kafka.clients.NetworkClient", "LYNCEUS_KAFKA_LOG", Level.OFF);
        // A topic whose open transactions we may not look at: we look at the others.
        level(
                context,
                "org.apache.kafka.clients.admin.internals.DescribeProducersHandler",
                "LYNCEUS_KAFKA_LOG",
                Level.OFF);
        // "Exceptionally slow controller event": says that the machine is busy, as an error.
        context.getLogger("org.apache.kafka.controller.EventPerformanceMonitor").setLevel(Level.OFF);
        level(context, "kafka", "LYNCEUS_KAFKA_LOG", Level.ERROR);
        level(context, "state.change.logger", "LYNCEUS_KAFKA_LOG", Level.ERROR);
        // Warns that TensorRT's bindings are older than itself, which is meant.
        context.getLogger("org.bytedeco.javacpp").setLevel(Level.ERROR);
        level(context, Logger.ROOT_LOGGER_NAME, "LYNCEUS_KAFKA_LOG", Level.WARN);
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(stderr(context));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void level(LoggerContext context, String logger, String variable, Level usual) {
        context.getLogger(logger).setLevel(Level.toLevel(System.getenv(variable), usual));
    }

    private static ConsoleAppender<ILoggingEvent> stderr(LoggerContext context) {
        LayoutWrappingEncoder<ILoggingEvent> lines = new LayoutWrappingEncoder<>();
        lines.setContext(context);
        lines.setLayout(new LogLine(context));
        lines.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setName("stderr");
        stderr.setTarget("System.err");
        stderr.setEncoder(lines);
        stderr.start();
        return stderr;
    }
}
