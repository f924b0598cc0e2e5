package io.lynceus.processor.streams;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;

/** The context of a record that cannot be read, with a time that Kafka can hold whatever the record's own was. */
record LetterContext(ErrorHandlerContext context) implements ErrorHandlerContext {
    @Override
    public String topic() {
        return context.topic();
    }

    @Override
    public int partition() {
        return context.partition();
    }

    @Override
    public long offset() {
        return context.offset();
    }

    @Override
    public Headers headers() {
        return context.headers();
    }

    @Override
    public String processorNodeId() {
        return context.processorNodeId();
    }

    @Override
    public TaskId taskId() {
        return context.taskId();
    }

    @Override
    public long timestamp() {
        return Math.max(0, context.timestamp());
    }

    @Override
    public byte[] sourceRawKey() {
        return context.sourceRawKey();
    }

    @Override
    public byte[] sourceRawValue() {
        return context.sourceRawValue();
    }
}
