package io.lynceus.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class SerdeTest {
    private final Serde<EncodedPacket> packets = new EncodedPacketSerde();
    private final Serde<FrameDetections> events = new FrameDetectionsSerde();

    @Test
    void aPacketComesBackAsItWas() {
        EncodedPacket packet = Records.packet(new byte[] {9, 8, 7});
        byte[] bytes = packets.serializer().serialize("t", packet);
        assertThat(packets.deserializer().deserialize("t", bytes)).isEqualTo(packet);
    }

    @Test
    void anEventComesBackAsItWas() {
        FrameDetections event = Records.event();
        byte[] bytes = events.serializer().serialize("t", event);
        assertThat(events.deserializer().deserialize("t", bytes)).isEqualTo(event);
    }

    @Test
    void aStatusComesBackAsItWas() {
        CameraStatus status = Records.status();
        byte[] bytes = new CameraStatusSerde().serializer().serialize("t", status);
        assertThat(new CameraStatusDeserializer().deserialize("t", bytes)).isEqualTo(status);
    }

    @Test
    void theBytesAreAvrosSingleObjectEncoding() throws IOException {
        EncodedPacket packet = Records.packet(new byte[5000]);
        byte[] bytes = packets.serializer().serialize("t", packet);
        assertThat(bytes).startsWith(0xC3, 0x01);
        assertThat(EncodedPacket.getDecoder().decode(bytes)).isEqualTo(packet);
    }

    @Test
    void thePacketsBytesAreAViewNotACopy() {
        byte[] bytes = packets.serializer().serialize("t", Records.packet(new byte[] {9, 8, 7}));
        EncodedPacket packet = packets.deserializer().deserialize("t", bytes);
        assertThat(packet.getData().array()).isSameAs(bytes);
        assertThat(packet.getData().remaining()).isEqualTo(3);
    }

    @Test
    void writingLeavesThePacketsBytesUnread() {
        EncodedPacket packet = Records.packet(new byte[] {9, 8, 7});
        packets.serializer().serialize("t", packet);
        assertThat(packet.getData().remaining()).isEqualTo(3);
    }

    @Test
    void nullStaysNull() {
        assertThat(packets.serializer().serialize("t", null)).isNull();
        assertThat(packets.deserializer().deserialize("t", null)).isNull();
    }

    @Test
    void anEnumSymbolOfALaterVersionReadsAsUnknown() throws IOException {
        Schema reader =
                EncodedPacket.getClassSchema().getField("captureTimeSource").schema();
        Schema later = new Schema.Parser().parse(reader.toString().replaceFirst("\"\\]", "\",\"SATELLITE\"]"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(later).write(new GenericData.EnumSymbol(later, "SATELLITE"), encoder);
        encoder.flush();
        PayloadDecoder decoder = new PayloadDecoder(bytes.toByteArray(), 0);
        assertThat(new SpecificDatumReader<CaptureTimeSource>(later, reader).read(null, decoder))
                .isEqualTo(CaptureTimeSource.UNKNOWN);
    }

    @Test
    void otherBytesSayWhatTheyAreNot() {
        assertThatThrownBy(() -> packets.deserializer()
                        .deserialize("lynceus.packets", "hello, broker".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("no EncodedPacket in lynceus.packets (13 bytes)")
                .hasMessageContaining("C3 01");
    }

    @Test
    void aSchemaThatNobodyReleasedIsNamedByItsFingerprint() throws IOException {
        Schema stranger = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Stranger\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}");
        ByteBuffer encoded = new BinaryMessageEncoder<>(SpecificData.get(), stranger)
                .encode(new GenericRecordBuilder(stranger).set("a", 1).build());
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        assertThatThrownBy(() -> packets.deserializer().deserialize("t", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("schema fingerprint");
    }

    @Test
    void aRecordCutShortSaysSo() {
        byte[] bytes = Objects.requireNonNull(packets.serializer().serialize("t", Records.packet(new byte[1000])));
        assertThatThrownBy(() -> packets.deserializer().deserialize("t", Arrays.copyOf(bytes, 500)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("a length of 1000 where");
    }

    @Test
    void aRecordWithBytesLeftOverSaysSo() {
        byte[] bytes = Objects.requireNonNull(packets.serializer().serialize("t", Records.packet(new byte[100])));
        assertThatThrownBy(() -> packets.deserializer().deserialize("t", Arrays.copyOf(bytes, bytes.length + 2)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("2 bytes are left over");
    }
}
