package io.lynceus.processor.broker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * Records of a transaction that its coordinator does not hear of, and so will never end. Such is left of a transaction
 * whose coordinator forgot where it had written. Kafka's own producer announces what it writes; here the request to the
 * partition's leader goes alone.
 */
public final class Unannounced {
    /** The last version of the request at which a leader leaves the announcement to the producer. */
    private static final short VERSION = 11;

    private Unannounced() {}

    /**
     * Writes one record to each partition.
     *
     * @param node that does not ask the coordinator, see {@link ForgetfulBroker}
     */
    public static void write(
            EmbeddedBroker node, String transactionalId, long producer, short epoch, List<TopicPartition> partitions)
            throws IOException {
        String[] address = node.connection().bootstrap().split(":");
        try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]));
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                DataInputStream in = new DataInputStream(socket.getInputStream())) {
            for (TopicPartition partition : partitions) {
                RequestHeader header = new RequestHeader(ApiKeys.PRODUCE, VERSION, "unannounced", 1);
                ByteBuffer request =
                        request(transactionalId, producer, epoch, partition).serializeWithHeader(header);
                out.writeInt(request.remaining());
                out.write(request.array(), request.arrayOffset() + request.position(), request.remaining());
                ByteBuffer answer = ByteBuffer.wrap(in.readNBytes(in.readInt()));
                refuse(((ProduceResponse) ProduceResponse.parseResponse(answer, header))
                        .errorCounts()
                        .keySet());
            }
        }
    }

    private static ProduceRequest request(
            String transactionalId, long producer, short epoch, TopicPartition partition) {
        MemoryRecords records = MemoryRecords.withTransactionalRecords(
                Compression.NONE, producer, epoch, 0, new SimpleRecord(System.currentTimeMillis(), new byte[] {1}));
        TopicProduceData topic = new TopicProduceData()
                .setName(partition.topic())
                .setPartitionData(List.of(new PartitionProduceData()
                        .setIndex(partition.partition())
                        .setRecords(records)));
        ProduceRequestData data = new ProduceRequestData()
                .setTransactionalId(transactionalId)
                .setAcks((short) -1)
                .setTimeoutMs(30_000);
        data.topicData().add(topic);
        return new ProduceRequest(data, VERSION);
    }

    private static void refuse(Iterable<Errors> answers) {
        for (Errors answer : answers) {
            answer.maybeThrow();
        }
    }
}
