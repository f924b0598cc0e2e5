package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ContentsTest {
    @Test
    void parameterSetsAloneAreNoPicture() {
        assertThat(of("h264", "000001 0910 00000001 6742 000001 68ce 000001 0605"))
                .isEqualTo(Contents.NOTHING);
        assertThat(of("h264", "000001 6742 000001 68ce 000001 6588")).isEqualTo(Contents.PICTURE);
        assertThat(of("hevc", "000001 4001 000001 4201 000001 4401 000001 4e01"))
                .isEqualTo(Contents.NOTHING);
        assertThat(of("hevc", "000001 4001 000001 2601")).isEqualTo(Contents.PICTURE);
    }

    @Test
    void theSameAfterLengths() {
        StreamFormat h264 =
                new StreamFormat("h264", bytes("0142c01effe1000167010001680000").array(), 16, 16);
        assertThat(Contents.of(h264, bytes("00000002 6742 00000001 68"))).isEqualTo(Contents.NOTHING);
        assertThat(Contents.of(h264, bytes("00000002 6742 00000001 65"))).isEqualTo(Contents.PICTURE);
        assertThat(Contents.of(h264, bytes("00000002 6742 00000009 68"))).isEqualTo(Contents.PICTURE);
    }

    @Test
    void aReferenceThatIsNotShownIsHidden() {
        assertThat(of("vp8", "5001")).isEqualTo(Contents.PICTURE);
        assertThat(of("vp8", "4001")).isEqualTo(Contents.HIDDEN);
        assertThat(of("vp9", "8400")).as("show_frame 0").isEqualTo(Contents.HIDDEN);
        assertThat(of("vp9", "8600")).as("show_frame 1").isEqualTo(Contents.PICTURE);
        assertThat(of("vp9", "8800")).as("show_existing_frame").isEqualTo(Contents.PICTURE);
        assertThat(of("vp9", "8400 8600 c1 02 02 c1")).as("both in one packet").isEqualTo(Contents.PICTURE);
        assertThat(of("vp9", "8400 8400 c1 02 02 c1")).isEqualTo(Contents.HIDDEN);
        assertThat(of("av1", "1200 0a0100")).as("a sequence header").isEqualTo(Contents.NOTHING);
        assertThat(of("av1", "1200 3202 2000")).as("show_frame 0").isEqualTo(Contents.HIDDEN);
        assertThat(of("av1", "1200 3202 2000 1a01 80"))
                .as("and one shown again")
                .isEqualTo(Contents.PICTURE);
    }

    @Test
    void whatIsNotUnderstoodCountsAsAPicture() {
        for (String codec : new String[] {"h264", "hevc", "vp9", "av1", "mpeg4", "mjpeg", "betamax"}) {
            assertThat(of(codec, "")).as(codec).isEqualTo(Contents.PICTURE);
            assertThat(of(codec, "0000010203"))
                    .as(codec)
                    .isEqualTo(codec.equals("vp9") ? Contents.HIDDEN : Contents.PICTURE);
            assertThat(of(codec, "ffffffff")).as(codec).isEqualTo(Contents.PICTURE);
        }
    }

    private static Contents of(String codec, String hex) {
        return Contents.of(new StreamFormat(codec, null, 16, 16), bytes(hex));
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
