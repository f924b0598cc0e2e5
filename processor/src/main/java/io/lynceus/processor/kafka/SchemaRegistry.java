package io.lynceus.processor.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.schemas.Contracts;
import io.lynceus.schemas.SchemaIds;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * A registry that speaks Confluent's API. What it has said once is kept. The values of a topic have the subject
 * {@code TOPIC-value}. Safe for use by many threads.
 */
public final class SchemaRegistry implements SchemaIds {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long SHORTEST_WAIT = 250;
    private static final long LONGEST_WAIT = 5_000;
    private static final int NOT_FOUND = 404;

    private final RegistrySettings settings;
    private final HttpClient http;
    private final Waiting waiting = new Waiting("the schema registry", System::nanoTime);
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    SchemaRegistry(RegistrySettings settings) {
        this.settings = settings;
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1);
        if (settings.tls() != null) {
            builder.sslContext(settings.tls());
        }
        this.http = builder.build();
    }

    /** The one that a broker's client settings name; null when they name none. */
    public static @Nullable SchemaRegistry of(Broker broker) {
        RegistrySettings settings = RegistrySettings.of(broker.client());
        return settings == null ? null : new SchemaRegistry(settings);
    }

    @Override
    public int id(String topic, Schema schema) {
        return ids.computeIfAbsent(topic, name -> settings.register() ? register(name, schema) : find(name, schema));
    }

    /** Makes a schema known if it is not, and says its number. Waits for a registry that is away. */
    public int register(String topic, Schema schema) {
        JsonNode answer = ask("POST", "/subjects/" + subject(topic) + "/versions", body(schema));
        if (answer == null) {
            throw new SerializationException("the schema registry at " + settings + " has no place for " + topic
                    + ": is schema.registry.url right?");
        }
        return answer.path("id").asInt();
    }

    private int find(String topic, Schema schema) {
        JsonNode answer = ask("POST", "/subjects/" + subject(topic), body(schema));
        if (answer == null) {
            throw new SerializationException("the schema registry at " + settings + " does not have the "
                    + schema.getName() + " of " + topic
                    + ": ./lynceus schemas register, or auto.register.schemas=true");
        }
        return answer.path("id").asInt();
    }

    @Override
    public Schema schema(int id) {
        return schemas.computeIfAbsent(id, this::fetch);
    }

    private Schema fetch(int id) {
        JsonNode answer = ask("GET", "/schemas/ids/" + id, null);
        if (answer == null) {
            throw new SerializationException("the schema registry at " + settings + " has no schema " + id);
        }
        try {
            return new Schema.Parser().parse(answer.path("schema").asText());
        } catch (SchemaParseException e) {
            throw new SerializationException(
                    "schema " + id + " of the registry at " + settings + " is none of Avro", e);
        }
    }

    /**
     * Whether the registry would take a schema for a topic, by its own rules of compatibility with what it has.
     *
     * @return null when it has nothing for the topic yet
     */
    public @Nullable Boolean compatible(String topic, Schema schema) {
        JsonNode answer = ask("POST", "/compatibility/subjects/" + subject(topic) + "/versions/latest", body(schema));
        return answer == null ? null : answer.path("is_compatible").asBoolean();
    }

    /**
     * Asks once.
     *
     * @throws RunError when the registry does not answer or does not let us in
     */
    public void require() {
        try {
            if (once("GET", "/subjects", null) == null) {
                // Such as Apicurio's without its path for Confluent's clients.
                throw new RunError(nobody());
            }
        } catch (SSLException e) {
            throw new RunError(
                    "the schema registry at " + settings + " is not trusted, or does not trust us: " + e.getMessage()
                            + ": schema.registry.ssl.truststore.location names the file of its authority",
                    e);
        } catch (IOException e) {
            throw new RunError(nobody(), e);
        } catch (SerializationException e) {
            throw new RunError(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while waiting for the schema registry", e);
        }
    }

    private String nobody() {
        return "no schema registry answers at " + settings + ": is schema.registry.url right?";
    }

    /** Asks until there is an answer; null for none of that name. */
    private @Nullable JsonNode ask(String method, String path, @Nullable String body) {
        long wait = SHORTEST_WAIT;
        while (true) {
            try {
                JsonNode answer = once(method, path, body);
                waiting.goesOn();
                return answer;
            } catch (IOException e) {
                waiting.waits(settings + (e instanceof SSLException ? " is not trusted" : " does not answer"));
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
            wait = Math.min(2 * wait, LONGEST_WAIT);
        }
    }

    /** @throws IOException when it is away, or says itself that it cannot answer now */
    private @Nullable JsonNode once(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.url() + path))
                .timeout(PATIENCE)
                .header("Accept", TYPE)
                .header("Content-Type", TYPE)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (settings.authorization() != null) {
            request.header("Authorization", settings.authorization());
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        int status = response.statusCode();
        if (status == NOT_FOUND) {
            return null;
        }
        if (status >= 500 || status == 429 || status == 408) {
            throw new IOException("status " + status);
        }
        JsonNode answer = json(response.body());
        if (status == 401 || status == 403) {
            throw new RegistryRefusal("the schema registry at " + settings + " does not let us in (status " + status
                    + "): basic.auth.user.info or bearer.auth.token");
        }
        if (status >= 400) {
            throw new SerializationException("the schema registry at " + settings + " refuses (status " + status + "): "
                    + answer.path("message").asText());
        }
        return answer;
    }

    private static JsonNode json(String body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IOException("no JSON", e);
        }
    }

    private static String subject(String topic) {
        return URLEncoder.encode(topic + "-value", StandardCharsets.UTF_8);
    }

    /** The contract as its file has it, with what each field means. */
    private static String body(Schema schema) {
        return JSON.createObjectNode()
                .put("schema", Contracts.text(schema.getName()))
                .toString();
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
