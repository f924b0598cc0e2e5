package io.lynceus.processor.sinks;

import io.lynceus.processor.config.Redacted;
import io.lynceus.schemas.JsonSerializer;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttToken;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Zone events as MQTT 5 messages of quality of service 1, each the event as JSON, to the topic
 * {@code PREFIX/CAMERA/ZONE}. An event is delivered when the MQTT broker has said that it takes it.
 */
public final class Mqtt implements Delivery {
    private static final int AT_LEAST_ONCE = 1;
    private static final int PATIENCE_SECONDS = 10;

    /** Reasons from here on say that a message is not taken. */
    private static final int REFUSED = 0x80;

    /** A topic's name, a size and a format that the MQTT broker does not allow: another try would fare no better. */
    private static final Set<Integer> NEVER = Set.of(0x90, 0x95, 0x99);

    private final String address;
    private final String prefix;
    private final MqttConnectionOptions options = new MqttConnectionOptions();
    private final MqttClient client;
    private final JsonSerializer<ZoneEvent> json = new JsonSerializer<>(ZoneEvent.getClassSchema());

    /**
     * @param url {@code tcp://HOST:1883} or {@code ssl://HOST:8883}
     * @param name the client's for the MQTT broker
     * @param prefix what each topic begins with
     */
    public Mqtt(String url, String name, String prefix, @Nullable String user, @Nullable String password) {
        if (!url.matches("(tcp|ssl|ws|wss)://[^/@]+(/.*)?")) {
            throw new UserError(
                    "--url: tcp://HOST:1883 or ssl://HOST:8883; user and password are options of their own");
        }
        this.address = url;
        this.prefix = prefix;
        options.setConnectionTimeout(PATIENCE_SECONDS);
        options.setCleanStart(true);
        if (user != null) {
            options.setUserName(user);
        }
        if (password != null) {
            options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        }
        try {
            client = new MqttClient(url, name, new MemoryPersistence());
            client.setTimeToWait(PATIENCE_SECONDS * 1000L);
        } catch (MqttException | IllegalArgumentException e) {
            throw new UserError("--url " + Redacted.url(url) + ": " + Redacted.text(String.valueOf(e.getMessage())), e);
        }
    }

    @Override
    public void deliver(ZoneEvent event) throws IOException {
        try {
            if (!client.isConnected()) {
                client.connect(options);
            }
            MqttToken sent = client.getTopic(topic(event))
                    .publish(Objects.requireNonNull(json.serialize("", event)), AT_LEAST_ONCE, false);
            sent.waitForCompletion(PATIENCE_SECONDS * 1000L);
            accepted(sent.getReasonCodes());
        } catch (MqttException e) {
            throw new IOException(e.getMessage() == null ? "code " + e.getReasonCode() : e.getMessage(), e);
        }
    }

    /** An acknowledgement may also say that the event is not taken, such as for want of the right to write there. */
    private static void accepted(int @Nullable [] reasons) throws IOException {
        for (int reason : reasons == null ? new int[0] : reasons) {
            if (NEVER.contains(reason)) {
                throw new RefusedException(String.format("reason 0x%02X", reason));
            }
            if (reason >= REFUSED) {
                throw new IOException(String.format("it does not take an event, reason 0x%02X", reason));
            }
        }
    }

    /** Without what means something in a topic's name. */
    String topic(ZoneEvent event) {
        return prefix + "/" + level(event.getCamera()) + "/" + level(event.getZone());
    }

    private static String level(String name) {
        return name.replaceAll("[+#/\\x00]", "_");
    }

    @Override
    public void close() {
        try {
            if (client.isConnected()) {
                client.disconnect();
            }
            client.close();
        } catch (MqttException e) {
            // What was delivered is acknowledged already.
        }
    }

    @Override
    public String toString() {
        return Redacted.url(address);
    }
}
