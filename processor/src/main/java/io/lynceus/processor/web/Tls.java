package io.lynceus.processor.web;

import io.lynceus.vision.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What a server shows of itself over TLS. */
public final class Tls {
    private Tls() {}

    /**
     * Reads a private key and its certificates, now and never again.
     *
     * @param file a PKCS12 file
     * @param password of the file and of the key
     * @throws UserError when the file cannot be read, wants another password or holds no private key
     */
    public static SSLContext of(Path file, String password) {
        char[] secret = password.toCharArray();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, secret);
            if (!hasKey(keys)) {
                throw new UserError("page.keystore: " + file + " holds no private key");
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, secret);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new UserError("page.keystore: there is no file " + file, e);
        } catch (IOException | GeneralSecurityException e) {
            throw new UserError(
                    "page.keystore: " + file + " is no PKCS12 file that may be read, or has another password", e);
        }
    }

    private static boolean hasKey(KeyStore keys) throws GeneralSecurityException {
        for (String alias : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(alias)) {
                return true;
            }
        }
        return false;
    }
}
