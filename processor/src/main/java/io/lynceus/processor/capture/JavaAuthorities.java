package io.lynceus.processor.capture;

import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that this JVM trusts ({@code javax.net.ssl.trustStore}, on Debian the machine's own), as a PEM file
 * in the cache folder: the OpenSSL inside FFmpeg's jar looks for its authorities in the folder that it was built in,
 * which no other machine has.
 */
final class JavaAuthorities {
    private static @Nullable Path written;

    private JavaAuthorities() {}

    /**
     * The file, written once by each process that needs it. Any thread.
     *
     * @throws RunError when it cannot be written
     */
    static synchronized Path file() {
        if (written == null) {
            written = write();
        }
        return written;
    }

    private static Path write() {
        Path folder = CacheFolder.path();
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, "authorities", ".tmp");
            try {
                Files.writeString(temporary, pem(), StandardCharsets.US_ASCII);
                // At once, so that another process never reads half of it.
                return Files.move(
                        temporary,
                        folder.resolve("authorities.pem"),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new RunError(
                    "the certificates that Java trusts cannot be written to " + folder + ": " + Reason.of(e), e);
        } catch (GeneralSecurityException e) {
            throw new RunError("the certificates that Java trusts cannot be read: " + e.getMessage(), e);
        }
    }

    private static String pem() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        StringBuilder pem = new StringBuilder();
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                for (X509Certificate certificate : x509.getAcceptedIssuers()) {
                    pem.append("-----BEGIN CERTIFICATE-----\n")
                            .append(encoder.encodeToString(certificate.getEncoded()))
                            .append("\n-----END CERTIFICATE-----\n");
                }
            }
        }
        return pem.toString();
    }
}
