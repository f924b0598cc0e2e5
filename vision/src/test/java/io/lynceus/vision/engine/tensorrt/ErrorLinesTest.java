package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorLinesTest {
    /** Word for word what TensorRT 10.15.1 said on an H200 with the libraries of the presets' redist jar. */
    @Test
    void kernelsThatAreMissingAreNamedWithWhereTheyComeFrom() {
        String said = ": IBuilder::buildSerializedNetwork: Error Code 6: API Usage Error (Unable to load library: "
                + "libnvinfer_builder_resource_sm90.so.10.15.1: libnvinfer_builder_resource_sm90.so.10.15.1:"
                + " cannot open "
                + "shared object file: No such file or directory In Impl at /_src/runtime/dispatch/libLoader.cpp:304)";
        assertThat(BuilderErrors.line("m.onnx", said))
                .isEqualTo("TensorRT cannot build a plan of m.onnx: libnvinfer_builder_resource_sm90.so.10.15.1 is"
                        + " missing, the kernels for this card; NVIDIA's own TensorRT has it, and a build with"
                        + " LYNCEUS_TENSORRT=1");
    }

    /** As TensorRT 10.7 says it of its own file where glibc is 2.41. */
    @Test
    void aSystemThatLoadsNoLibraryWithSuchAStackIsNotTakenForOneWithoutIt() {
        String said = ": createInferBuilder: Error Code 6: API Usage Error (Unable to load library: "
                + "libnvinfer_builder_resource.so.10.7.0: libnvinfer_builder_resource.so.10.7.0: cannot enable "
                + "executable stack as shared object requires: Invalid argument)";
        assertThat(BuilderErrors.line("m.onnx", said))
                .isEqualTo("TensorRT cannot build a plan of m.onnx: the C library of this machine does not load"
                        + " libnvinfer_builder_resource.so.10.7.0, which wants a stack that code can run on;"
                        + " GLIBC_TUNABLES=glibc.rtld.execstack=2 has glibc load it");
    }

    @Test
    void otherReasonsAreTensorRtsOwnWords() {
        assertThat(BuilderErrors.line("m.onnx", ": out of memory"))
                .isEqualTo("TensorRT cannot build a plan of m.onnx: out of memory");
    }

    @Test
    void aPlanThatIsNotTakenIsAtFaultUnlessTheCardIs() {
        assertThat(BuilderErrors.ofTheCard(": Error Code 2: OutOfMemory (Requested size was 9 bytes.)"))
                .isTrue();
        assertThat(BuilderErrors.ofTheCard(": Error Code 1: Cuda Runtime (unspecified launch failure)"))
                .isTrue();
        assertThat(BuilderErrors.ofTheCard(": Error Code 1: Serialization (Version tag does not match)"))
                .isFalse();
        assertThat(BuilderErrors.ofTheCard(": Error Code 6: The engine plan file is not compatible with this"
                        + " version of TensorRT, please rebuild."))
                .isFalse();
    }

    @Test
    void aParsersErrorNamesItsNodeInOneLine() {
        assertThat(ParserErrors.line(7, "/model/nms", "NonMaxSuppression", "no importer\n  registered"))
                .isEqualTo("NonMaxSuppression '/model/nms': no importer registered");
        assertThat(ParserErrors.line(7, "", "", "odd")).isEqualTo("node number 7: odd");
        assertThat(ParserErrors.line(-1, "", "", "no ONNX")).isEqualTo("no ONNX");
    }
}
