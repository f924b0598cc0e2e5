package io.lynceus.processor.streams;

import io.lynceus.processor.kafka.RegistryRefusal;
import io.lynceus.schemas.UnknownSchemaException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that is not a packet goes to the dead-letter topic as it came, with one line in the log, and the stream goes
 * on. A packet that a newer version wrote stops it, and one whose schema the registry does not let us have: its frame
 * must not be lost, and the process that can read it goes on at that packet.
 */
public final class DeadLetters implements DeserializationExceptionHandler {
    /** The setting with the {@link OpenWork} that is told. */
    static final String WORK = "lynceus.work";
    /** The one with the {@link Backlog} that is told. */
    static final String BACKLOG = "lynceus.backlog";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    // Kafka's own makes the dead-letter record; its stack trace per record is kept quiet by the rules of the log.
    private final DeserializationExceptionHandler kafka = new LogAndContinueExceptionHandler();
    private @Nullable OpenWork work;
    private @Nullable Backlog backlog;

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> letter, Exception exception) {
        if (exception instanceof UnknownSchemaException || exception instanceof RegistryRefusal) {
            return Response.fail();
        }
        LOG.atWarn()
                .addKeyValue("topic", letter.topic())
                .addKeyValue("partition", letter.partition())
                .addKeyValue("offset", letter.offset())
                .addKeyValue("reason", exception.getMessage())
                .log("to the dead letters");
        if (work != null) {
            work.letter();
        }
        if (backlog != null) {
            backlog.worked(letter.topic(), letter.partition(), letter.offset());
        }
        return kafka.handleError(new LetterContext(context), letter, exception);
    }

    @Override
    public void configure(Map<String, ?> settings) {
        kafka.configure(settings);
        work = settings.get(WORK) instanceof OpenWork open ? open : null;
        backlog = settings.get(BACKLOG) instanceof Backlog left ? left : null;
    }
}
