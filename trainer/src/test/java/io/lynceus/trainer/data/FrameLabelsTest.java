package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameLabelsTest {
    @TempDir
    private Path folder;

    private Map<Integer, List<LabelBox>> read(String text) throws IOException {
        return FrameLabels.read(Files.writeString(folder.resolve("labels.csv"), text), List.of("person", "car"));
    }

    @Test
    void readsBoxesByFrame() throws IOException {
        Map<Integer, List<LabelBox>> boxes = read("# frame,class,x,y,w,h\n1,car,10,20,5,6\n\n7,person,0,0,2,3,0.9\n");

        assertThat(boxes)
                .containsOnlyKeys(1, 7)
                .containsEntry(1, List.of(new LabelBox(1, 10, 20, 15, 26)))
                .containsEntry(7, List.of(new LabelBox(0, 0, 0, 2, 3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,bird,1,1,1,1 | unknown class 'bird'",
                "1,car,1,1,1 | 5 fields",
                "0,car,1,1,1,1 | frames count from 1",
                "1,car,1,1,0,1 | a width and a height above 0",
                "x,car,1,1,1,1 | not a number",
            })
    void namesTheLineThatIsWrong(String row, String problem) {
        assertThatThrownBy(() -> read("# comment\n" + row))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("labels.csv:2: ")
                .hasMessageContaining(problem);
    }
}
