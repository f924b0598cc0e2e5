package io.lynceus.processor.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate that signs itself, for servers on 127.0.0.1, made by the JDK's keytool. */
public final class Certificate {
    public static final String PASSWORD = "changeit-now";

    private final Path folder;

    /**
     * For 127.0.0.1.
     *
     * @param folder for the files
     */
    public Certificate(Path folder) {
        this(folder, "ip:127.0.0.1,dns:localhost");
    }

    /** @param names whose it is, as keytool has them */
    public Certificate(Path folder, String names) {
        this.folder = folder;
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=" + names,
                "-ext",
                "bc:c",
                "-validity",
                "2",
                "-keystore",
                keys().toString());
        keytool("-exportcert", "-rfc", "-alias", "server", "-keystore", keys().toString(), "-file", pem().toString());
    }

    /** The server's key and certificate, PKCS #12. */
    public Path keys() {
        return folder.resolve("server.p12");
    }

    /** The certificate alone, PEM: what clients trust. */
    public Path pem() {
        return folder.resolve("ca.pem");
    }

    /** Key and certificate, PEM. */
    public Path keyAndCertificate() {
        try {
            Key key = KeyStore.getInstance(keys().toFile(), PASSWORD.toCharArray())
                    .getKey("server", PASSWORD.toCharArray());
            return Files.writeString(
                    folder.resolve("server.pem"),
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                            + "\n-----END PRIVATE KEY-----\n" + Files.readString(pem()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Path log = Files.createTempFile("keytool", ".log");
            int exit = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            String said = Files.readString(log);
            Files.delete(log);
            if (exit != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
