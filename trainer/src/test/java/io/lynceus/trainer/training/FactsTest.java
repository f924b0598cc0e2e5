package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsTest {
    @Test
    void namesOfClassesComeBackWhateverIsInThem() throws IOException {
        List<String> names = List.of("red", "a\ttab", "two\nlines", "\"quoted\"", "back\\slash", "h\u00e9ron", "");

        assertThat(new ObjectMapper().readValue(Facts.names(names), new TypeReference<List<String>>() {}))
                .isEqualTo(names);
        assertThat(Facts.names(List.of("red", "green"))).isEqualTo("[\"red\", \"green\"]");
    }
}
