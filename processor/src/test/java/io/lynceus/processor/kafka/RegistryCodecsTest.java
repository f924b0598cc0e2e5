package io.lynceus.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.config.EventFormat;
import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class RegistryCodecsTest {
    private static final CameraStatus STATUS = CameraStatus.newBuilder()
            .setCamera("gate")
            .setStatus(CameraChange.LOST)
            .setTime(Instant.parse("2027-01-02T03:04:05.123456Z"))
            .setReason("gone")
            .build();

    @Test
    void recordsHaveTheRegistrysNumberInFrontAndComeBack() {
        try (StandInRegistry registry = new StandInRegistry()) {
            Codecs codecs = broker(registry, Map.of()).codecs();
            codecs.packets(); // another topic has number 1 of nothing yet
            byte[] bytes = codecs.cameraStatus().serializer().serialize("a.status", STATUS);
            assertThat(bytes).startsWith(0, 0, 0, 0, 1);
            assertThat(codecs.cameraStatus().serializer().serialize("a.status", STATUS))
                    .isEqualTo(bytes);
            assertThat(registry.asked).containsExactly("POST /subjects/a.status-value/versions");

            Codecs reader = broker(registry, Map.of()).codecs();
            assertThat(reader.cameraStatus().deserializer().deserialize("t", bytes))
                    .isEqualTo(STATUS);
            reader.cameraStatus().deserializer().deserialize("t", bytes);
            assertThat(registry.asked).hasSize(2).contains("GET /schemas/ids/1");
        }
    }

    @Test
    void whatWasWrittenBeforeThereWasARegistryIsReadToo() {
        try (StandInRegistry registry = new StandInRegistry()) {
            Deserializer<CameraStatus> reader =
                    broker(registry, Map.of()).codecs().cameraStatus().deserializer();
            byte[] before = Codecs.SINGLE_OBJECT.cameraStatus().serializer().serialize("t", STATUS);
            assertThat(reader.deserialize("t", before)).isEqualTo(STATUS);
        }
    }

    @Test
    void withoutARegistryItsRecordsAreToldOfByName() {
        assertThatThrownBy(
                        () -> Codecs.SINGLE_OBJECT.cameraStatus().deserializer().deserialize("t", new byte[] {
                            0, 0, 0, 0, 7, 1
                        }))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("without a registry")
                .hasMessageContaining("number 7");
    }

    @Test
    void aRegistryThatIsAwayIsWaitedForByWritersAndReaders() throws Exception {
        try (StandInRegistry registry = new StandInRegistry()) {
            registry.awayFor("/");
            Serializer<CameraStatus> writer =
                    broker(registry, Map.of()).codecs().cameraStatus().serializer();
            CompletableFuture<byte[]> written = CompletableFuture.supplyAsync(() -> writer.serialize("t", STATUS));
            await().until(() -> registry.asked.size() >= 2);
            assertThat(written).isNotDone();
            registry.awayFor(null);
            byte[] bytes = written.get();

            registry.awayFor("/");
            Deserializer<CameraStatus> reader =
                    broker(registry, Map.of()).codecs().cameraStatus().deserializer();
            int before = registry.asked.size();
            CompletableFuture<CameraStatus> read = CompletableFuture.supplyAsync(() -> reader.deserialize("t", bytes));
            await().until(() -> registry.asked.size() >= before + 2);
            assertThat(read).isNotDone();
            registry.awayFor(null);
            assertThat(read.get()).isEqualTo(STATUS);
        }
    }

    @Test
    void anAddressWhereThereIsSomethingElseIsRefusedAtTheStart() {
        try (StandInRegistry registry = new StandInRegistry()) {
            Broker elsewhere = broker(registry, Map.of("schema.registry.url", registry.url() + "/elsewhere"));
            assertThatThrownBy(() -> elsewhere.require("t"))
                    .isInstanceOf(RunError.class)
                    .hasMessageContaining("is schema.registry.url right?");
        }
    }

    @Test
    void schemasCanBeLookedUpOnly() {
        try (StandInRegistry registry = new StandInRegistry()) {
            Serializer<CameraStatus> writer = broker(registry, Map.of("auto.register.schemas", "false"))
                    .codecs()
                    .cameraStatus()
                    .serializer();
            assertThatThrownBy(() -> writer.serialize("t", STATUS))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("does not have the CameraStatus of t")
                    .hasMessageContaining("schemas register");
            broker(registry, Map.of()).codecs().cameraStatus().serializer().serialize("t", STATUS);
            assertThat(writer.serialize("t", STATUS)).startsWith(0, 0, 0, 0, 1);
        }
    }

    @Test
    void aNumberThatTheRegistryDoesNotHaveIsNoRecord() {
        try (StandInRegistry registry = new StandInRegistry()) {
            assertThatThrownBy(() -> broker(registry, Map.of())
                            .codecs()
                            .packets()
                            .deserializer()
                            .deserialize("t", new byte[] {0, 0, 0, 0, 99, 1}))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("has no schema 99");
        }
    }

    @Test
    void whatARegistryThatLetsUsInNoLongerHidesIsARecordAllTheSame() {
        try (StandInRegistry registry = new StandInRegistry()) {
            byte[] bytes = broker(registry, Map.of())
                    .codecs()
                    .cameraStatus()
                    .serializer()
                    .serialize("t", STATUS);
            Codecs reader = broker(registry, Map.of()).codecs();
            registry.user = "Bearer another";
            assertThatThrownBy(() -> reader.cameraStatus().deserializer().deserialize("t", bytes))
                    .isInstanceOf(RegistryRefusal.class)
                    .hasMessageContaining("does not let us in");
            registry.user = null;
            assertThat(reader.cameraStatus().deserializer().deserialize("t", bytes))
                    .isEqualTo(STATUS);
        }
    }

    @Test
    void itsPasswordIsGivenAndNotTold() {
        try (StandInRegistry registry = new StandInRegistry()) {
            registry.user = "Basic eWFyZDpzM2NyZXQtd29yZA==";
            broker(registry, Map.of("basic.auth.user.info", "yard:s3cret-word"))
                    .codecs()
                    .cameraStatus()
                    .serializer()
                    .serialize("t", STATUS);
            Broker wrong = broker(registry, Map.of("basic.auth.user.info", "yard:other-word"));
            assertThatThrownBy(() -> wrong.require("t"))
                    .isInstanceOf(RunError.class)
                    .hasMessageContaining("does not let us in")
                    .hasMessageNotContaining("other-word");
        }
    }

    @Test
    void anAddressThatIsNoneIsWrongUsage() {
        for (String url : new String[] {"registry:8081", "ftp://registry", "http://yard:s3cret@registry:8081"}) {
            assertThatThrownBy(() -> new Broker(
                                    "x:1",
                                    new ClientSettings(Map.of("schema.registry.url", url)),
                                    TopicNames.DEFAULT,
                                    EventFormat.AVRO)
                            .codecs())
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("schema.registry.url")
                    .hasMessageNotContaining("s3cret");
        }
    }

    private static Broker broker(StandInRegistry registry, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.putIfAbsent("schema.registry.url", registry.url() + "/");
        return new Broker("127.0.0.1:1", new ClientSettings(settings), TopicNames.DEFAULT);
    }
}
