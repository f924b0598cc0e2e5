package io.lynceus.processor.cli;

import ch.qos.logback.classic.pattern.DateConverter;
import ch.qos.logback.classic.pattern.KeyValuePairConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.LayoutBase;
import java.util.List;

/**
 * A line of the log: time, level, the logger's last name, message, the line's own keys; of an exception what it says
 * and where it is from. The same as logback's pattern {@code %d{HH:mm:ss.SSS} %-5level %logger{0}: %msg
 * %kvp%n%ex{short}}, without all that stands ready for other patterns.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {
    private final DateConverter time = new DateConverter();
    private final KeyValuePairConverter keys = new KeyValuePairConverter();
    private final ThrowableProxyConverter thrown = new ThrowableProxyConverter();

    LogLine(Context context) {
        setContext(context);
        time.setOptionList(List.of("HH:mm:ss.SSS"));
        thrown.setOptionList(List.of("short"));
        List.of(time, keys, thrown).forEach(part -> {
            part.setContext(context);
            part.start();
        });
        start();
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        String logger = event.getLoggerName();
        return time.convert(event)
                + " " + event.getLevel()
                + " ".repeat(Math.max(1, 6 - event.getLevel().toString().length()))
                + logger.substring(logger.lastIndexOf('.') + 1) + ": "
                + event.getFormattedMessage() + " " + keys.convert(event) + CoreConstants.LINE_SEPARATOR
                + thrown.convert(event);
    }
}
