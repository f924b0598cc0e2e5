package io.lynceus.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.broker.Certificate;
import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry behind TLS whose certificate no public authority signed, with user and password. */
class RegistryTlsTest {
    private static final String TRUST = "schema.registry.ssl.truststore.";
    private static final String KEYS = "schema.registry.ssl.keystore.";
    private static final CameraStatus STATUS = CameraStatus.newBuilder()
            .setCamera("gate")
            .setStatus(CameraChange.LOST)
            .setTime(Instant.parse("2027-01-02T03:04:05.123456Z"))
            .setReason("gone")
            .build();

    @TempDir
    static Path folder;

    private static Certificate certificate;
    private static SSLContext tls;

    @BeforeAll
    static void makeKeys() {
        certificate = new Certificate(folder);
        tls = Objects.requireNonNull(RegistryTls.of(Map.of(
                KEYS + "type",
                "PKCS12",
                KEYS + "location",
                certificate.keys().toString(),
                KEYS + "password",
                Certificate.PASSWORD,
                TRUST + "type",
                "PEM",
                TRUST + "location",
                certificate.pem().toString())));
    }

    @Test
    void itsAuthorityIsReadFromAPemFileAndUserAndPasswordGoWithIt() {
        try (StandInRegistry registry = new StandInRegistry(tls)) {
            registry.user = "Basic eWFyZDpzM2NyZXQtd29yZA==";
            Serde<CameraStatus> codec = broker(registry, pem(Map.of("basic.auth.user.info", "yard:s3cret-word")))
                    .codecs()
                    .cameraStatus();
            byte[] bytes = codec.serializer().serialize("t", STATUS);
            assertThat(bytes).startsWith(0, 0, 0, 0, 1);
            assertThat(codec.deserializer().deserialize("t", bytes)).isEqualTo(STATUS);
            Broker wrong = broker(registry, pem(Map.of("basic.auth.user.info", "yard:other-word")));
            assertThatThrownBy(() -> wrong.require("t"))
                    .isInstanceOf(RunError.class)
                    .hasMessageContaining("does not let us in")
                    .hasMessageNotContaining("other-word");
        }
    }

    @Test
    void aRegistryOfAnUnknownAuthorityIsRefusedAndSaidAsThat() {
        try (StandInRegistry registry = new StandInRegistry(tls)) {
            Broker stranger = broker(registry, Map.of("basic.auth.user.info", "yard:s3cret-word"));
            assertThatThrownBy(() -> stranger.require("t"))
                    .isInstanceOf(RunError.class)
                    .hasMessageContaining("is not trusted")
                    .hasMessageContaining("schema.registry.ssl.truststore.location")
                    .hasMessageNotContaining("s3cret");
            assertThat(registry.asked).isEmpty();
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Certificate elsewhere = new Certificate(other, "dns:registry.example");
        SSLContext theirs = RegistryTls.of(Map.of(
                KEYS + "type",
                "PKCS12",
                KEYS + "location",
                elsewhere.keys().toString(),
                KEYS + "password",
                Certificate.PASSWORD));
        try (StandInRegistry registry = new StandInRegistry(theirs)) {
            Broker trusting = broker(
                    registry,
                    Map.of(
                            TRUST + "type",
                            "PEM",
                            TRUST + "location",
                            elsewhere.pem().toString()));
            assertThatThrownBy(() -> trusting.require("t"))
                    .isInstanceOf(RunError.class)
                    .hasMessageContaining("is not trusted");
            assertThat(registry.asked).isEmpty();
        }
    }

    @Test
    void ourOwnCertificateIsShownToARegistryThatAsksForOne() {
        try (StandInRegistry registry = new StandInRegistry(tls)) {
            registry.clientsSayWhoTheyAre = true;
            Broker nobody = broker(registry, pem(Map.of()));
            assertThatThrownBy(() -> nobody.require("t")).isInstanceOf(RunError.class);
            assertThat(registry.asked).isEmpty();
            Broker known = broker(
                    registry,
                    pem(Map.of(
                            KEYS + "type",
                            "PKCS12",
                            KEYS + "location",
                            certificate.keys().toString(),
                            KEYS + "password",
                            Certificate.PASSWORD)));
            known.codecs().cameraStatus().serializer().serialize("t", STATUS);
            assertThat(registry.asked).hasSize(1);
        }
    }

    @Test
    void aStoreThatCannotBeReadIsOneLine() {
        assertThatThrownBy(() -> RegistryTls.of(Map.of(TRUST + "location", folder.resolve("none.jks") + "")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("schema.registry.ssl.truststore.location")
                .hasMessageContaining("none.jks");
        assertThatThrownBy(() -> RegistryTls.of(Map.of(
                        TRUST + "type", "PKCS12",
                        TRUST + "location", certificate.keys().toString(),
                        TRUST + "password", "wrong-one")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("schema.registry.ssl.*")
                .hasMessageContaining("password");
    }

    private static Map<String, String> pem(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put(TRUST + "type", "PEM");
        settings.put(TRUST + "location", certificate.pem().toString());
        return settings;
    }

    private static Broker broker(StandInRegistry registry, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("schema.registry.url", registry.url());
        return new Broker("127.0.0.1:1", new ClientSettings(settings), TopicNames.DEFAULT);
    }
}
