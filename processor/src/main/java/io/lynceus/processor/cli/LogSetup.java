package io.lynceus.processor.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import io.lynceus.processor.config.LogFormat;
import org.slf4j.LoggerFactory;

/**
 * Switches the log, whose usual form the rules say, to one JSON object a line: time, level, logger, message, the
 * line's own keys, and camera and frame whose work it was.
 */
final class LogSetup {
    /** The logger for what a verb itself says. Off but for JSON, when all of the error stream is. */
    static final String STATUS = "io.lynceus.status";

    private LogSetup() {}

    /** Of this JVM, until it ends. */
    static void apply(LogFormat format) {
        if (format == LogFormat.JSON && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            json(context);
        }
    }

    static void json(LoggerContext context) {
        JsonEncoder json = new JsonEncoder();
        json.setContext(context);
        json.setWithFormattedMessage(true);
        json.setWithMessage(false);
        json.setWithArguments(false);
        json.setWithContext(false);
        json.setWithMDC(true);
        json.setWithNanoseconds(false);
        json.setWithSequenceNumber(false);
        json.start();
        Appender<ILoggingEvent> stderr =
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("stderr");
        if (stderr instanceof OutputStreamAppender<ILoggingEvent> stream) {
            stream.setEncoder(json);
        }
        context.getLogger(STATUS).setLevel(Level.INFO);
    }
}
