package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VideoSizeTest {
    @Test
    void aPictureKeepsItsSizeButForTheOddRow() {
        assertThat(VideoSize.of(1921, 1081)).isEqualTo(new VideoSize(1920, 1080));
        assertThat(VideoSize.of(1921, 1081).reduces(1921, 1081)).isFalse();
        assertThat(VideoSize.of(4096, 2304).reduces(4096, 2304)).isFalse();
        assertThat(VideoSize.of(1, 1)).isEqualTo(new VideoSize(2, 2));
    }

    @Test
    void whatNoEncoderTakesIsMadeSmallerInProportion() {
        assertThat(VideoSize.of(7680, 2160)).isEqualTo(new VideoSize(5768, 1622));
        assertThat(VideoSize.of(7680, 2160).reduces(7680, 2160)).isTrue();
        assertThat(VideoSize.of(16_380, 100)).isEqualTo(new VideoSize(8190, 50));
    }
}
