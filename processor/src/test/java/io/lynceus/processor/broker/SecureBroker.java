package io.lynceus.processor.broker;

import static org.awaitility.Awaitility.await;

import io.lynceus.processor.kafka.BrokerEnvironment;
import io.lynceus.processor.kafka.BrokerWishes;
import io.lynceus.processor.kafka.TopicNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/**
 * A broker that takes nobody without TLS, user and password, and lets nobody do what no ACL allows. Its administrator
 * may do all.
 */
public final class SecureBroker implements AutoCloseable {
    public static final String ADMIN = "admin";
    private static final String MODULE = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    private final Path folder;
    private final Certificate certificate;
    private final EmbeddedBroker broker;

    /**
     * @param folder for data, keys and the clients' settings
     * @param users who have a password, {@link #password}; the administrator has one anyway
     */
    public SecureBroker(Path folder, String... users) {
        this.folder = folder;
        certificate = new Certificate(folder);
        String passwords = Stream.concat(Stream.of(ADMIN), Stream.of(users))
                .map(user -> " user_" + user + "=\"" + password(user) + "\"")
                .collect(Collectors.joining());
        broker = EmbeddedBroker.start(
                0,
                folder.resolve("data"),
                null,
                Map.ofEntries(
                        Map.entry("listener.security.protocol.map", "CLIENTS:SASL_SSL,CONTROLLER:PLAINTEXT"),
                        Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                        Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                        Map.entry(
                                "listener.name.clients.plain.sasl.jaas.config",
                                MODULE + "username=\"" + ADMIN + "\" password=\"" + password(ADMIN) + "\"" + passwords
                                        + ";"),
                        Map.entry("ssl.keystore.type", "PKCS12"),
                        Map.entry("ssl.keystore.location", certificate.keys().toString()),
                        Map.entry("ssl.keystore.password", Certificate.PASSWORD),
                        Map.entry("ssl.truststore.type", "PEM"),
                        Map.entry("ssl.truststore.location", certificate.pem().toString()),
                        Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                        // The controller's listener is this node's own.
                        Map.entry("super.users", "User:" + ADMIN + ";User:ANONYMOUS")));
    }

    /** A user's password. */
    public static String password(String user) {
        return "the-secret-of-" + user;
    }

    /** Gives rights, and returns when the broker, which hears of them from its controller, goes by them. */
    public void allow(Collection<AclBinding> rights) throws Exception {
        try (Admin admin = new BrokerWishes(null, client(ADMIN), TopicNames.DEFAULT.prefix())
                .broker(new BrokerEnvironment(Map.of()))
                .admin()) {
            admin.createAcls(rights).all().get();
            await().until(() -> new HashSet<>(
                            admin.describeAcls(AclBindingFilter.ANY).values().get())
                    .containsAll(rights));
        }
    }

    /** host:port. */
    public String address() {
        return broker.connection().bootstrap();
    }

    /** A client.properties for a user. */
    public Path client(String user) {
        return client(user, password(user));
    }

    /** A client.properties for a user, with a password that may be wrong. */
    public Path client(String user, String password) {
        try {
            return Files.writeString(
                    folder.resolve(user + "-" + password.length() + ".properties"),
                    "bootstrap.servers=" + address() + "\nsecurity.protocol=SASL_SSL\nsasl.mechanism=PLAIN\n"
                            + "ssl.truststore.type=PEM\nssl.truststore.location=" + certificate.pem() + "\n"
                            + "sasl.jaas.config=" + MODULE + "username=\"" + user + "\" password=\"" + password
                            + "\";\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
