package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.cli.FrameLine.Status;
import io.lynceus.processor.decode.VideoFacts;
import io.lynceus.vision.boxes.Detection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private final StringWriter written = new StringWriter();

    @Test
    void aLineHasTheFieldsThatTheHelpShowsInThatOrder() throws IOException {
        Detection person = new Detection(0, "a \"person\"", 0.91f, 0.1f, 0.25f, 0.5f, 1, 7L);
        write(new FrameLine(2, 1L, 768, 576, Status.DETECTED, null, null, List.of(person, person)));
        String box = "{\"classId\":0,\"label\":\"a \\\"person\\\"\",\"score\":0.91,"
                + "\"x1\":0.1,\"y1\":0.25,\"x2\":0.5,\"y2\":1.0}";
        assertThat(written)
                .hasToString("{\"source\":\"street.mp4\",\"timeBase\":\"1/3\",\"seconds\":0.333333,\"frame\":2,"
                        + "\"pts\":1,\"width\":768,\"height\":576,\"status\":\"DETECTED\","
                        + "\"detections\":[" + box + "," + box
                        + "]}\n");
    }

    @Test
    void whatIsWrongWithAFrameIsThereWhenSomethingIs() throws IOException {
        write(
                new FrameLine(1, null, 0, 0, Status.DECODE_ERROR, "no picture", null, List.of()),
                new FrameLine(2, 6L, 8, 8, Status.DETECTED, null, "parts are missing", List.of()));
        assertThat(written.toString().lines())
                .containsExactly(
                        "{\"source\":\"street.mp4\",\"timeBase\":\"1/3\",\"seconds\":null,\"frame\":1,\"pts\":null,"
                                + "\"width\":0,\"height\":0,\"status\":\"DECODE_ERROR\",\"reason\":\"no picture\","
                                + "\"detections\":[]}",
                        "{\"source\":\"street.mp4\",\"timeBase\":\"1/3\",\"seconds\":2.0,\"frame\":2,\"pts\":6,"
                                + "\"width\":8,\"height\":8,\"status\":\"DETECTED\",\"damaged\":\"parts are missing\","
                                + "\"detections\":[]}");
    }

    /** A pipe whose reader has ended, a disk that is full: a terminal's writer keeps that to itself. */
    @Test
    void aStandardOutputThatTakesNoMoreIsAFailure() throws IOException {
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        JsonLines json = new JsonLines(Main.terminal(full), "street.mp4", new VideoFacts(1, 3, 3));
        FrameLine line = new FrameLine(1, 1L, 8, 8, Status.DETECTED, null, null, List.of());
        assertThatThrownBy(() -> json.write(line))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("standard");
    }

    private void write(FrameLine... lines) throws IOException {
        try (JsonLines json = new JsonLines(written, "street.mp4", new VideoFacts(1, 3, 3))) {
            for (FrameLine line : lines) {
                json.write(line);
            }
        }
    }
}
