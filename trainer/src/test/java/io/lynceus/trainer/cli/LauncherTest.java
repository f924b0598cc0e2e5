package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a Java that shows what it is started with. */
final class LauncherTest {
    @TempDir
    Path home;

    private String run(String locale) throws IOException, InterruptedException {
        Files.copy(Path.of("..", "lynceus"), home.resolve("lynceus"));
        Path target = Files.createDirectories(home.resolve("trainer/target"));
        Files.writeString(target.resolve("classpath"), "libraries.jar");
        Files.writeString(target.resolve("built"), "");
        Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
        Files.writeString(
                java,
                "#!/bin/sh\n[ \"$1\" != -version ] || { echo 'openjdk version \"17.0.1\"' >&2; exit; }\n"
                        + "echo \"$LC_ALL\" \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder launcher = new ProcessBuilder(
                        "sh", home.resolve("lynceus").toString(), "predict", "--source", "a.jpg")
                .redirectErrorStream(true);
        launcher.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        launcher.environment().put("LC_ALL", locale);
        Process process = launcher.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    @Test
    void aPlainLocaleDoesNotKeepJavaFromFilesWithOtherNames() throws Exception {
        assertThat(run("C")).startsWith("C.UTF-8 ").contains("io.lynceus.trainer.cli.Main predict --source a.jpg");
    }

    @Test
    void aLocaleOfUtf8Stays() throws Exception {
        assertThat(run("C.utf8")).startsWith("C.utf8 ");
    }
}
