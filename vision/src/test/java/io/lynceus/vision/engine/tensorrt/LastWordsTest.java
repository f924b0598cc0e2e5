package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LastWordsTest {
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();

    private String what(String said) {
        return new LastWords(
                        new ByteArrayInputStream(said.getBytes(StandardCharsets.ISO_8859_1)),
                        new PrintStream(passed, true, StandardCharsets.UTF_8))
                .what();
    }

    @Test
    void aProcessThatNeverEndsItsLineIsNotKeptInMemory() {
        assertThat(what("x".repeat(5 * LastWords.LONGEST / 2) + "\n  what():  full\n"))
                .isEqualTo("full");
        assertThat(passed.toString(StandardCharsets.UTF_8).lines().map(String::length))
                .containsExactly(LastWords.LONGEST, LastWords.LONGEST, LastWords.LONGEST / 2);
    }

    @Test
    void whatIsNoTextIsPassedOnAndTheRestHeard() {
        assertThat(what("\u00ff\u00fe\n\nterminate called after throwing an instance of 'E'\r\n  what():  gone"))
                .isEqualTo("gone");
        assertThat(passed.toString(StandardCharsets.UTF_8).lines()).containsExactly("\ufffd\ufffd", "");
    }

    @Test
    void anEndWithoutAnExceptionsTextIsAReasonToo() {
        assertThat(what("terminate called without an active exception\n"))
                .isEqualTo("terminate called without an active exception");
        assertThat(passed.size()).isZero();
    }
}
