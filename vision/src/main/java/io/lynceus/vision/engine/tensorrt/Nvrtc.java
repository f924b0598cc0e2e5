package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.cuda.global.nvrtc.nvrtcCompileProgram;
import static org.bytedeco.cuda.global.nvrtc.nvrtcCreateProgram;
import static org.bytedeco.cuda.global.nvrtc.nvrtcDestroyProgram;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetCUBIN;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetCUBINSize;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetErrorString;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetProgramLog;
import static org.bytedeco.cuda.global.nvrtc.nvrtcGetProgramLogSize;

import io.lynceus.vision.RunError;
import org.bytedeco.cuda.nvrtc._nvrtcProgram;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** NVIDIA's compiler of kernels at run time; it needs no card. */
final class Nvrtc {
    private Nvrtc() {}

    /**
     * Before the first call.
     *
     * @throws LinkageError when it is not there
     */
    static void load() {
        synchronized (LeftOut.class) {
            try (LeftOut leftOut = new LeftOut("jninvrtc")) {
                Loader.load(org.bytedeco.cuda.global.nvrtc.class);
            }
            Loader.load(org.bytedeco.cuda.global.nvrtc.class);
        }
    }

    /**
     * A kernel's binary, which the caller closes.
     *
     * @param architecture such as sm_90
     * @throws RunError with the compiler's words when it does not compile
     */
    static BytePointer compile(String source, String name, String architecture) {
        _nvrtcProgram program = new _nvrtcProgram();
        try (BytePointer text = new BytePointer(source);
                BytePointer title = new BytePointer(name)) {
            check(nvrtcCreateProgram(program, text, title, 0, (BytePointer) null, (BytePointer) null), name);
        }
        try (BytePointer option = new BytePointer("--gpu-architecture=" + architecture);
                PointerPointer<BytePointer> options = new PointerPointer<>(1);
                SizeTPointer size = new SizeTPointer(1)) {
            options.put(option);
            if (nvrtcCompileProgram(program, 1, options) != 0) {
                nvrtcGetProgramLogSize(program, size);
                try (BytePointer log = new BytePointer(size.get())) {
                    nvrtcGetProgramLog(program, log);
                    throw new RunError(name + " does not compile for " + architecture + ": "
                            + log.getString().strip());
                }
            }
            check(nvrtcGetCUBINSize(program, size), name);
            BytePointer binary = new BytePointer(size.get());
            check(nvrtcGetCUBIN(program, binary), name);
            return binary;
        } finally {
            nvrtcDestroyProgram(program);
        }
    }

    private static void check(int code, String name) {
        if (code != 0) {
            throw new RunError("NVIDIA's compiler fails at " + name + ": "
                    + nvrtcGetErrorString(code).getString());
        }
    }
}
