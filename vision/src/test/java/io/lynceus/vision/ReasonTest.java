package io.lynceus.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonTest {
    @TempDir
    private Path folder;

    private interface Action {
        void run() throws IOException;
    }

    private static String reason(Action action) {
        return Reason.of(catchThrowableOfType(IOException.class, action::run));
    }

    @Test
    void whatJavaSaysWithTheFilesNameAloneIsSaidInWords() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(reason(() -> Files.readString(folder.resolve("none")))).isEqualTo("no such file or folder");
        assertThat(reason(() -> Files.createDirectories(file))).isEqualTo("a file of that name is in the way");
        assertThat(reason(() -> Files.newDirectoryStream(file).close())).isEqualTo("it is no folder");
        assertThat(Reason.of(new AccessDeniedException("/etc/shadow"))).isEqualTo("permission denied");
    }

    @Test
    void whatTheSystemSaysIsSaidWithoutTheFilesName() {
        assertThat(Reason.of(new FileSystemException("/full/x", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(Reason.of(new UnknownHostException("kafka"))).isEqualTo("no such host: kafka");
        assertThat(Reason.of(new IOException("Broken pipe"))).isEqualTo("Broken pipe");
        assertThat(Reason.of(new IOException())).isEqualTo("the system does not say why");
    }
}
