package io.lynceus.vision.engine.tensorrt;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The process that makes a plan, for {@link PlanProcess}. Ends with whoever started it. */
final class PlanMain {
    /** Exit code when the model is at fault. */
    static final int REFUSED = 2;

    private static final int FAILED = 1;

    private PlanMain() {}

    /** What {@link #main} is given. */
    static List<String> arguments(Path folder, ModelFile file, String output, PlanRequest request) {
        return List.of(
                folder.toString(),
                file.name(),
                file.path() == null ? "" : file.path().toAbsolutePath().toString(),
                output,
                String.valueOf(request.width()),
                String.valueOf(request.height()),
                String.valueOf(request.usualBatch()),
                String.valueOf(request.largestBatch()),
                String.valueOf(request.white()),
                String.valueOf(request.workspaceMebibytes()));
    }

    /** @param arguments as {@link #arguments} makes them */
    public static void main(String[] arguments) {
        endWithParent();
        Path folder = Path.of(arguments[0]);
        try {
            make(folder, List.of(arguments));
            end(0);
        } catch (UserError e) {
            fail(folder, REFUSED, e.getMessage());
        } catch (IOException e) {
            fail(folder, FAILED, "cannot keep plans in " + folder + ": " + Reason.of(e));
        } catch (RuntimeException | Error e) {
            fail(folder, FAILED, e.getMessage());
        }
    }

    private static void fail(Path folder, int code, @Nullable String why) {
        try {
            Files.writeString(folder.resolve(PlanProcess.ERROR), String.valueOf(why));
        } catch (IOException e) {
            // As on a full disk: who started it has the code.
        }
        end(code);
    }

    private static void make(Path folder, List<String> of) throws IOException {
        Gpu gpu = Gpu.here();
        if (gpu.card() == null) {
            throw new RunError("TensorRT cannot work here: " + gpu.reason());
        }
        byte[] model = Files.readAllBytes(folder.resolve(PlanProcess.MODEL));
        ModelFile file = new ModelFile(of.get(1), model, of.get(2).isEmpty() ? null : Path.of(of.get(2)), List.of());
        PlanRequest request = new PlanRequest(
                Integer.parseInt(of.get(4)),
                Integer.parseInt(of.get(5)),
                Integer.parseInt(of.get(6)),
                Integer.parseInt(of.get(7)),
                Integer.parseInt(of.get(8)),
                Integer.parseInt(of.get(9)));
        try (Timings timings = new Timings(Files.readAllBytes(folder.resolve(PlanProcess.TIMINGS)))) {
            byte[] plan = PlanBuilder.build(file, of.get(3), request, timings);
            Files.write(folder.resolve(PlanProcess.PLAN), plan);
            Files.write(folder.resolve(PlanProcess.TIMINGS), timings.bytes());
        }
    }

    /** At once: at an orderly end libraries of C++ would clean up beside threads that are still at work. */
    private static void end(int code) {
        Runtime.getRuntime().halt(code);
    }

    /** From now on the process ends when nobody is there any more who could write to it. */
    static void endWithParent() {
        Thread parent = new Thread(PlanMain::awaitEnd, "parent");
        parent.setDaemon(true);
        parent.start();
    }

    private static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever said.
            }
        } catch (IOException e) {
            // It is over all the same.
        }
        end(FAILED);
    }
}
