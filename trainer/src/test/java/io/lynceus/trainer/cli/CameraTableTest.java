package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CameraTableTest {
    private final CameraTable table = new CameraTable("one core of 2, Somebody's");

    @Test
    void aCoreTakesAsManyCamerasAsItHasTimeForTheirFrames() {
        String line = table.add(new ModelTime("gelan-t", 384, "int8", 1, 18, 1));

        assertThat(line).matches("gelan-t +384 +int8 +1.0 +18.0 +1.0 +20.0 +10.0 +5.0 +2.0\n");
        assertThat(table.head().lines()).last().asString().contains("decode", "run", "boxes", "all");
    }

    @Test
    void aPlanFindsAModelInEightBitsByANameOfItsOwn() {
        table.add(new ModelTime("gelan-t", 384, "fp32", 1, 33.333, 1));
        table.add(new ModelTime("gelan-t", 384, "int8", 1, 17, 1));

        assertThat(table.yaml()).isEqualTo("""
                machine: 'one core of 2, Somebody''s'
                engines:
                  - {model: 'gelan-t', imgsz: 384, engine: onnxruntime, batches: {1: 33.33}}
                  - {model: 'gelan-t-int8', imgsz: 384, engine: onnxruntime, batches: {1: 17.00}}
                """);
    }
}
