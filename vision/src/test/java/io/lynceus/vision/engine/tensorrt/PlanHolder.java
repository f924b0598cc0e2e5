package io.lynceus.vision.engine.tensorrt;

import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Another process, which makes a plan and does not get done. */
final class PlanHolder {
    private PlanHolder() {}

    /** Returns when it is at work. */
    static Process start(Path folder) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlanHolder.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.getInputStream().read() < 0) {
            throw new IOException("it has ended");
        }
        return process;
    }

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        new PlanCache(folder).get(PlanCacheTest.KEY, plan -> plan, (timings, files) -> {
            Files.write(files.resolve("half"), new byte[] {1});
            System.out.write('\n');
            System.out.flush();
            // Until it is killed, or who started it is no more.
            while (System.in.read() >= 0) {
                System.out.flush();
            }
            throw new RunError("nobody is there");
        });
    }
}
