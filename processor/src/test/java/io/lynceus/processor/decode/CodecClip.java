package io.lynceus.processor.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The codecs and containers that whatever must hold for every stream is tested with: clips of 64x64 and 24 frames. */
public enum CodecClip {
    H264_MP4("libopenh264", 0, "clip.mp4"),
    /** Parameter sets in the stream, not beside it. */
    H264_TS("libopenh264", 0, "clip.ts"),
    /**
     * B-frames that others build on; pictures that are sent after a keyframe, shown before it, and build on the group
     * before.
     */
    H264_OPEN_GOP("h264-open-gop.mp4"),
    H264_INTERLACED("h264-interlaced.mp4"),
    HEVC_OPEN_GOP("hevc-open-gop.mp4"),
    MPEG4_AVI("mpeg4", 0, "clip.avi"),
    /** AVI has no presentation times. */
    MPEG4_B_FRAMES_AVI("mpeg4", 2, "clip.avi"),
    MPEG4_B_FRAMES_MP4("mpeg4", 2, "clip.mp4"),
    MJPEG("mjpeg", 0, "clip.avi"),
    VP8("libvpx", 0, "clip.webm"),
    /** Two packets more than frames: alternate reference frames, not shown. */
    VP8_ALT_REF("vp8-alt-ref.webm"),
    /** Its alternate reference frames share the packet of a frame that is shown. */
    VP9("libvpx-vp9", 0, "clip.webm"),
    AV1("libaom-av1", 0, "clip.mp4");

    public static final int FRAMES = 24;
    private static final int SIDE = 64;

    private final String encoder;
    private final int bFrames;
    private final String file;

    CodecClip(String encoder, int bFrames, String file) {
        this.encoder = encoder;
        this.bFrames = bFrames;
        this.file = file;
    }

    CodecClip(String resource) {
        this("", 0, resource);
    }

    /** Puts the clip into a folder. */
    public Path in(Path folder) {
        Path clip = folder.resolve(name() + "-" + file);
        if (!encoder.isEmpty()) {
            return TestClips.write(clip, SIDE, SIDE, FRAMES, encoder, bFrames);
        }
        try (InputStream resource =
                Objects.requireNonNull(CodecClip.class.getResourceAsStream("/clips/" + file), file)) {
            Files.write(clip, resource.readAllBytes());
            return clip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packets whose picture is not shown. */
    public int hidden() {
        return this == VP8_ALT_REF ? 2 : 0;
    }

    /** True when packets come in another order than pictures. */
    public boolean reorders() {
        return bFrames > 0 || file.startsWith("h264-") || file.startsWith("hevc-");
    }
}
