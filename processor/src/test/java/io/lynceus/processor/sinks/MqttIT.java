package io.lynceus.processor.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.SteadyPort;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Mosquitto (Debian's package mosquitto). */
class MqttIT {
    private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");

    @TempDir
    Path folder;

    @Test
    void eventsArriveAndABrokerThatWasAwayIsConnectedToAgain() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(MOSQUITTO), "needs Debian's package mosquitto");
        int port = SteadyPort.find();
        String url = "tcp://127.0.0.1:" + port;
        Instant now = Instant.parse("2027-03-04T05:06:07Z");
        try (Mqtt mqtt = new Mqtt(url, "sink", "yard", null, null)) {
            assertThatThrownBy(() -> mqtt.deliver(SentAnalytics.zone(0, now))).isInstanceOf(IOException.class);
            Process broker = broker(port);
            try {
                List<String> got = new CopyOnWriteArrayList<>();
                MqttClient reader = reader(url, got);
                mqtt.deliver(SentAnalytics.zone(0, now));
                mqtt.deliver(SentAnalytics.zone(1, now));
                await().until(() -> got.size() == 2);
                assertThat(got.get(0)).startsWith("yard/cam-0/door 1 {\"eventId\":\"cam-0:7:0/door/0\"");
                assertThat(got.get(1)).startsWith("yard/cam-0/yard 1 ");
                reader.disconnect();
                reader.close();
                broker.destroyForcibly().waitFor();
                assertThatThrownBy(() -> mqtt.deliver(SentAnalytics.zone(2, now)))
                        .isInstanceOf(IOException.class);
                broker = broker(port);
                await().ignoreException(IOException.class).until(() -> {
                    mqtt.deliver(SentAnalytics.zone(2, now));
                    return true;
                });
            } finally {
                broker.destroyForcibly();
            }
        }
    }

    @Test
    void anEventThatTheMqttBrokerAcknowledgesWithoutTakingItIsNotDelivered() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(MOSQUITTO), "needs Debian's package mosquitto");
        Path rights = Files.writeString(folder.resolve("rights"), "topic read #\n");
        int port = SteadyPort.find();
        Process broker = broker(port, "acl_file " + rights + "\n");
        try (Mqtt mqtt = new Mqtt("tcp://127.0.0.1:" + port, "sink", "yard", null, null)) {
            await().untilAsserted(() -> assertThatThrownBy(() -> mqtt.deliver(SentAnalytics.zone(0, Instant.EPOCH)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("it does not take an event, reason 0x87"));
        } finally {
            broker.destroyForcibly();
        }
    }

    @Test
    void namesDoNotBecomeLevelsOrWildcards() {
        try (Mqtt mqtt = new Mqtt("tcp://127.0.0.1:1", "sink", "yard", null, null)) {
            ZoneEvent event = ZoneEvent.newBuilder(SentAnalytics.zone(0, Instant.EPOCH))
                    .setCamera("a/b+c#")
                    .build();
            assertThat(mqtt.topic(event)).isEqualTo("yard/a_b_c_/door");
        }
    }

    @Test
    void aPasswordInTheAddressIsRefusedAndNotTold() {
        assertThatThrownBy(() -> new Mqtt("tcp://yard:s3cret@host:1883", "sink", "yard", null, null))
                .isInstanceOf(UserError.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aTokenInTheAddressIsNotTold() {
        try (Mqtt mqtt = new Mqtt("ws://127.0.0.1:1/mqtt?token=s3cret", "sink", "yard", null, null)) {
            assertThat(mqtt).hasToString("ws://127.0.0.1:1/mqtt?token=***");
        }
    }

    private Process broker(int port) throws IOException {
        return broker(port, "");
    }

    private Process broker(int port, String more) throws IOException {
        Path config = Files.writeString(
                folder.resolve("mosquitto.conf"),
                "listener " + port + " 127.0.0.1\nallow_anonymous true\nuser root\n" + more);
        return new ProcessBuilder(MOSQUITTO.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static MqttClient reader(String url, List<String> got) throws Exception {
        MqttClient reader = new MqttClient(url, "reader", new MemoryPersistence());
        await().ignoreExceptions().until(() -> {
            reader.connect();
            return true;
        });
        IMqttMessageListener take = (topic, message) -> got.add(
                topic + " " + message.getQos() + " " + new String(message.getPayload(), StandardCharsets.UTF_8));
        reader.subscribe(new MqttSubscription[] {new MqttSubscription("yard/#", 1)}, new IMqttMessageListener[] {take});
        return reader;
    }
}
