package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.PageCommand;
import io.lynceus.vision.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The launcher, with a Java that shows what it is started with. */
final class LauncherTest {
    @TempDir
    Path home;

    /** Shows what it is started with. */
    private void java() throws IOException {
        Path target = Files.createDirectories(home.resolve("trainer/target"));
        Files.writeString(target.resolve("classpath"), "libraries.jar");
        Files.writeString(home.resolve("pom.xml"), "");
        Files.writeString(target.resolve("built"), "");
        Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
        Files.writeString(
                java,
                "#!/bin/sh\n[ \"$1\" != -version ] || { echo 'openjdk version \"17.0.1\"' >&2; exit; }\n"
                        + "echo \"$LC_ALL\" \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String run(String locale) throws IOException, InterruptedException {
        Files.copy(Path.of("..", "lynceus"), home.resolve("lynceus"));
        java();
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

    /** The processor has the trainer make models of what is none yet, through it. */
    @Test
    void theLauncherSaysWhereItIs() throws Exception {
        assertThat(run("C.utf8")).contains(" -Dlynceus.launcher=" + home.resolve("lynceus") + " ");
    }

    @Test
    void theHelpFitsEightyColumns() throws Exception {
        String help = launched(0, "--help");
        assertThat(help).contains("LYNCEUS_LOG", "--version");
        assertThat(help.lines())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
    }

    @Test
    void everyHelpFitsEightyColumns() {
        helps(Main.commandLine());
        assertThat(Main.commandLine().getCommandSpec().version()).containsExactly(Version.text());
    }

    private static void helps(CommandLine command) {
        assertThat(command.getUsageMessage().lines())
                .as(command.getCommandSpec().qualifiedName())
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
        command.getSubcommands().values().forEach(LauncherTest::helps);
    }

    @Test
    void aVerbWithATypingErrorIsAskedFor() throws Exception {
        assertThat(launched(2, "captrue"))
                .isEqualTo("lynceus: no verb 'captrue' (did you mean capture?); ./lynceus --help lists them\n");
        assertThat(launched(2, "qqqq")).isEqualTo("lynceus: no verb 'qqqq'; ./lynceus --help lists them\n");
    }

    @Test
    void theFirstBuildSaysWhatItIsDoing() throws Exception {
        maven("for i in $(seq 120); do echo Downloaded from central: $i; done\n"
                + "echo '[INFO] Building Lynceus vision 1.0 [1/2]'\n");
        assertThat(launched(0, "predict"))
                .contains("building trainer (first use: Maven fetches the libraries")
                .contains("lynceus:   50 files fetched\nlynceus:   100 files fetched\nlynceus:   compiling vision\n")
                .contains("Main predict");
        assertThat(launched(0, "predict")).as("built").doesNotContain("building");
    }

    /** As after Maven by hand, which makes another class path beside what the launcher has built. */
    @Test
    void aBuildWithoutWhatIsWantedIsMadeAgain() throws Exception {
        maven("echo \"libtorch-gpu.jar${LYNCEUS_TENSORRT:+:cuda-redist-13.1.jar}\" >trainer/target/classpath\n");
        Files.writeString(home.resolve("trainer/target/built"), "cuda");
        assertThat(launched(0, "predict")).doesNotContain("building");
        assertThat(wanting("LYNCEUS_CUDA")).contains("building trainer", "libtorch-gpu.jar");
        assertThat(wanting("LYNCEUS_CUDA")).doesNotContain("building");
        assertThat(wanting("LYNCEUS_TENSORRT")).contains("building trainer", "cuda-redist-13.1.jar");
        assertThat(wanting("LYNCEUS_TENSORRT")).doesNotContain("building");
        assertThat(launched(0, "predict")).doesNotContain("building");
        assertThat(wanting("LYNCEUS_CUDA")).contains("building trainer").doesNotContain("redist");
    }

    private String wanting(String variable) throws Exception {
        return started(0, environment -> environment.put(variable, "1"), home.resolve("lynceus"), "predict");
    }

    /** As under cron, or a service of the system. */
    @Test
    void withoutAHomeEverythingGoesOnThatKeepsNothing() throws Exception {
        java();
        assertThat(without("HOME", 0, "--help")).contains("Usage: ./lynceus");
        assertThat(without("HOME", 0, "predict")).contains("Main predict").doesNotContain("lynceus.cache");
        maven("exit 1");
        assertThat(without("HOME", 2, "predict")).endsWith("name a folder for what is kept, LYNCEUS_CACHE=FOLDER\n");
    }

    private String without(String variable, int exitCode, String... arguments) throws Exception {
        Files.copy(Path.of("..", "lynceus"), home.resolve("lynceus"), StandardCopyOption.REPLACE_EXISTING);
        return started(
                exitCode,
                environment -> {
                    environment.remove(variable);
                    environment.remove("LYNCEUS_CACHE");
                },
                home.resolve("lynceus"),
                arguments);
    }

    @Test
    void aCacheThatCannotBeWrittenIsOneLine() throws Exception {
        maven("exit 1");
        Path file = Files.writeString(home.resolve("a-file"), "");
        Files.copy(Path.of("..", "lynceus"), home.resolve("lynceus"));
        assertThat(started(
                        2,
                        environment -> environment.put("LYNCEUS_CACHE", file.toString()),
                        home.resolve("lynceus"),
                        "predict"))
                .endsWith("lynceus: the cache folder " + file
                        + " cannot be written to: name another one, LYNCEUS_CACHE=FOLDER\n");
    }

    @Test
    void aJavaHomeWithoutJavaIsNamed() throws Exception {
        java();
        Files.copy(Path.of("..", "lynceus"), home.resolve("lynceus"));
        assertThat(started(
                        2, environment -> environment.put("JAVA_HOME", "/nowhere"), home.resolve("lynceus"), "predict"))
                .isEqualTo(
                        "lynceus: JAVA_HOME=/nowhere has no bin/java: it is to be the folder of a JDK 17 or newer\n");
    }

    @Test
    void aFolderOfAnyNameIsBuiltIn() throws Exception {
        home = Files.createDirectory(home.resolve("it's \u00fc $HOME"));
        maven("echo \"[INFO] Building Lynceus vision in $PWD\"");
        assertThat(launched(0, "predict")).contains("compiling vision").contains("Main predict");
    }

    @Test
    void aBuildThatFailsSaysWhy() throws Exception {
        maven("echo '[INFO] much'\necho '[ERROR] no network'\nexit 1\n");
        assertThat(launched(1, "predict"))
                .contains("[ERROR] no network", "the build of trainer failed")
                .doesNotContain("much");
    }

    /** Else it were the file system that says whose classes of ONNX Runtime are taken. */
    @Test
    void anInstallationTakesTheRuntimesOwnClassesBeforeThoseBesideItsCudaProvider() throws Exception {
        java();
        Path jars = Files.createDirectories(home.resolve("installed/lib/trainer"));
        for (String jar : List.of("onnxruntime-1.24.1-1.5.13.jar", "onnxruntime-1.24.2.jar", "vision-1.0.jar")) {
            Files.writeString(jars.resolve(jar), "");
        }
        Path launcher = Files.createDirectories(home.resolve("installed/bin")).resolve("lynceus");
        Files.copy(Path.of("..", "lynceus"), launcher);
        assertThat(started(0, launcher, "predict"))
                .contains(" -cp " + jars + "/onnxruntime-1.24.2.jar:" + jars + "/* io.lynceus.trainer.cli.Main");
        Files.delete(jars.resolve("onnxruntime-1.24.2.jar"));
        assertThat(started(0, launcher, "predict")).contains(" -cp " + jars + "/* io.lynceus.trainer.cli.Main");
    }

    @Test
    void anInstallationWithoutTheBrokerSaysSoOfEachVerbThatNeedsOne() throws Exception {
        java();
        Files.createDirectories(home.resolve("installed/lib/processor"));
        Path launcher = Files.createDirectories(home.resolve("installed/bin")).resolve("lynceus");
        Files.copy(Path.of("..", "lynceus"), launcher);
        for (String verb : List.of("pipeline", "live", "times")) {
            assertThat(started(2, launcher, "bench", verb, "--video", "a.mp4"))
                    .contains("bench " + verb + " is not installed here: it needs a broker of its own");
        }
        assertThat(started(2, launcher, "chaos", "--video", "a.mp4")).contains("chaos is not installed here");
        assertThat(started(0, launcher, "bench", "decode", "--video", "a.mp4")).contains("Main bench decode");
    }

    /** They run for months, or for hours of computing: the optimising compiler is theirs. */
    @Test
    void verbsThatRunForLongHaveTheOptimisingCompiler() throws Exception {
        java();
        Files.createDirectories(home.resolve("installed/lib/trainer"));
        Files.createDirectories(home.resolve("installed/lib/processor"));
        Path launcher = Files.createDirectories(home.resolve("installed/bin")).resolve("lynceus");
        Files.copy(Path.of("..", "lynceus"), launcher);
        for (String verb : List.of("process", "capture", "sink", "tail", "ledger", "plan", "train", "validate")) {
            assertThat(started(0, launcher, verb)).contains("Main " + verb).doesNotContain("TieredStopAtLevel");
        }
        assertThat(started(0, launcher, "topics")).contains("TieredStopAtLevel=1");
    }

    /** Hundreds of pictures a second pass through Java there; elsewhere the cores are the network's. */
    @Test
    void detectHasTheOptimisingCompilerInABuildForCards() throws Exception {
        java();
        Path jars = Files.createDirectories(home.resolve("installed/lib/processor"));
        Path launcher = Files.createDirectories(home.resolve("installed/bin")).resolve("lynceus");
        Files.copy(Path.of("..", "lynceus"), launcher);
        assertThat(started(0, launcher, "detect", "a.mp4")).contains("TieredStopAtLevel=1");
        Files.writeString(jars.resolve("onnxruntime-1.24.1-1.5.13-linux-x86_64-gpu.jar"), "");
        assertThat(started(0, launcher, "detect", "a.mp4"))
                .contains("Main detect")
                .doesNotContain("TieredStopAtLevel");
        assertThat(started(0, launcher, "topics")).contains("TieredStopAtLevel=1");
    }

    @Test
    void everyBenchThatThePagesShowIsOneThatTheLauncherHas() throws Exception {
        java();
        for (String part : List.of("trainer", "processor", "demo")) {
            Files.createDirectories(home.resolve("installed/lib").resolve(part));
        }
        Path launcher = Files.createDirectories(home.resolve("installed/bin")).resolve("lynceus");
        Files.copy(Path.of("..", "lynceus"), launcher);
        List<String> benches = PageCommand.all(Set.of("bench")).stream()
                .map(PageCommand::words)
                .filter(words -> words.size() > 1 && words.get(0).equals("bench"))
                .map(words -> words.get(1))
                .distinct()
                .toList();
        assertThat(benches).contains("pipeline", "train", "tracking");
        for (String bench : benches) {
            assertThat(started(0, launcher, "bench", bench, "--video", "a.mp4")).contains("Main bench " + bench);
        }
    }

    private void maven(String script) throws IOException {
        java();
        Files.delete(home.resolve("trainer/target/built"));
        Path maven = Files.writeString(home.resolve("mvnw"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String module : List.of("schemas", "vision", "trainer")) {
            Files.createDirectories(home.resolve(module + "/src/main"));
            Files.writeString(home.resolve(module + "/pom.xml"), "");
        }
    }

    private String launched(int exitCode, String... arguments) throws IOException, InterruptedException {
        Files.copy(Path.of("..", "lynceus"), home.resolve("lynceus"), StandardCopyOption.REPLACE_EXISTING);
        return started(exitCode, home.resolve("lynceus"), arguments);
    }

    private String started(int exitCode, Path script, String... arguments) throws IOException, InterruptedException {
        return started(exitCode, environment -> {}, script, arguments);
    }

    private String started(int exitCode, Consumer<Map<String, String>> other, Path script, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder launcher = new ProcessBuilder(command).redirectErrorStream(true);
        launcher.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        launcher.environment().put("LYNCEUS_CACHE", home.resolve("cache").toString());
        other.accept(launcher.environment());
        Process process = launcher.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isEqualTo(exitCode);
        return out;
    }
}
