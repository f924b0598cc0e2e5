package io.lynceus.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class UnmendedTest {
    @Test
    void aLibraryThatCannotBeUnpackedIsSaidWithWhereItWouldBe() {
        Error failure = new UnsatisfiedLinkError("java.io.IOException: No space left on device");
        failure.initCause(new IOException("No space left on device"));
        assertThat(Unmended.said(failure, ""))
                .hasMessageStartingWith("a native library cannot be loaded: No space left on device; ")
                .hasMessageContaining(CacheFolder.path().toString());
        assertThat(Unmended.said(new ExceptionInInitializerError(new RuntimeException("no such library\nat all")), ""))
                .hasMessageContaining("loaded: no such library; ");
    }

    @Test
    void memoryThatDoesNotSufficeIsSaidAsTheVerbSaysIt() {
        assertThat(Unmended.said(new OutOfMemoryError("Java heap space"), "take less"))
                .hasMessage("take less");
    }

    @Test
    void anErrorOfTheProgramStaysOne() {
        Error failure = new StackOverflowError();
        assertThatThrownBy(() -> Unmended.said(failure, "")).isSameAs(failure);
    }
}
