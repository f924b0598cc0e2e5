package io.lynceus.vision.pixels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Clips of every kind that a picture's look may come in: pixel formats, ranges, matrices, turns, codecs, containers.
 * FFmpeg's own program makes them and shows them, so what is wanted comes from nothing of ours.
 */
public final class ShownClips {
    static final int WIDTH = 64;
    static final int HEIGHT = 48;
    static final int PATCH = 16;

    private static final int TOGETHER = 24;
    /** Turned by so many degrees, and then mirrored or not. */
    private static final List<String> TURNS = List.of("0", "90", "180", "270", "0 m", "90 m", "180 m", "270 m");

    private static final List<String> MATRICES =
            List.of("unknown", "smpte170m", "bt709", "bt2020nc", "smpte240m", "fcc", "bt470bg");
    private static final List<String> RANGES = List.of("tv", "pc");
    private static final List<String> YUV = List.of(
            "yuv420p",
            "yuv422p",
            "yuv444p",
            "yuv440p",
            "yuv411p",
            "yuva420p",
            "yuv420p10le",
            "yuv422p10le",
            "yuv444p12le",
            "yuv420p16le");
    /** Codec, container and pixel formats, of which some say nothing of colour and some have palettes. */
    private static final List<String> OTHERS = List.of(
            "ffv1 mkv gray gray10le gray16le ya8 bgr0 bgra gbrp10le gbrp16le rgb48le",
            "png mov rgb24 rgba rgb48be gray ya8 gray16be monob",
            "qtrle mov rgb24 rgb555be argb gray",
            "rawvideo nut nv12 nv21 yuyv422 uyvy422 rgb565le bgr24 rgb8 monow gray12le",
            "utvideo mkv gbrp yuv422p yuv420p",
            "magicyuv mkv gbrp yuv444p gray",
            "huffyuv avi yuv422p rgb24",
            "tiff mkv rgb24 rgb48le",
            "zmbv avi bgr0 pal8");

    private static final List<String> TURNED = List.of(
            "mpeg4 mp4 yuv420p",
            "libopenh264 mp4 yuv420p",
            "mpeg2video mp4 yuv420p",
            "mjpeg mov yuvj420p",
            "mjpeg mov yuvj444p",
            "prores mov yuv422p10le",
            "libvpx-vp9 mp4 yuv420p",
            "png mov rgb24");

    /** Interlaced, and of pixels that are not square: shown as stored, both fields woven. */
    private static final List<String> WOVEN =
            List.of("mpeg2video mpg yuv420p", "mpeg4 mp4 yuv420p", "prores mov yuv422p10le");

    private final Path folder;
    private final List<Wanted> all = new ArrayList<>();

    private record Wanted(String codec, String container, String format, String range, String matrix, String turn) {
        String name() {
            return String.join(" ", codec, container, format, range, matrix, turn);
        }

        boolean woven() {
            return turn.endsWith("woven");
        }

        boolean sideways() {
            return turn.startsWith("90") || turn.startsWith("270");
        }
    }

    private ShownClips(Path folder) {
        this.folder = folder;
        for (String format : YUV) {
            all.add(new Wanted("ffv1", "avi", format, "unknown", "unknown", "0"));
            for (String matrix : MATRICES) {
                for (String range : RANGES) {
                    all.add(new Wanted("ffv1", "mkv", format, range, matrix, TURNS.get(all.size() % 4)));
                }
            }
        }
        for (String line : OTHERS) {
            String[] words = line.split(" ");
            for (int i = 2; i < words.length; i++) {
                all.add(new Wanted(words[0], words[1], words[i], "unknown", "unknown", "0"));
            }
        }
        for (String line : WOVEN) {
            String[] words = line.split(" ");
            all.add(new Wanted(words[0], words[1], words[2], "tv", "unknown", "0 woven"));
        }
        for (String line : TURNED) {
            String[] words = line.split(" ");
            for (String turn : TURNS) {
                all.add(new Wanted(
                        words[0], words[1], words[2], RANGES.get(all.size() % 2), MATRICES.get(all.size() % 7), turn));
            }
        }
    }

    /** All of them, made in {@code folder}. */
    public static List<ShownClip> make(Path folder) throws IOException {
        ShownClips clips = new ShownClips(folder);
        clips.encode();
        clips.turn();
        clips.show();
        List<ShownClip> made = new ArrayList<>();
        for (int i = 0; i < clips.all.size(); i++) {
            Wanted one = clips.all.get(i);
            made.add(ShownClip.read(one.name(), clips.file(i, one.container), one.sideways(), clips.file(i, "rgb")));
        }
        return made;
    }

    private Path file(int number, String ending) {
        return folder.resolve(number + "." + ending);
    }

    /** Twelve patches of colours that have little in common. */
    private Path source() throws IOException {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < rgb.length; i++) {
            int patch = i / 3 / WIDTH / PATCH * (WIDTH / PATCH) + i / 3 % WIDTH / PATCH;
            rgb[i] = (byte) (37 + patch * (53 + 71 * (i % 3)) % 181);
        }
        return Files.write(folder.resolve("source.rgb"), rgb);
    }

    private void encode() throws IOException {
        Path source = source();
        for (int from = 0; from < all.size(); from += TOGETHER) {
            List<String> words = new ArrayList<>(List.of("-f", "rawvideo", "-pixel_format", "rgb24", "-video_size"));
            words.addAll(List.of(WIDTH + "x" + HEIGHT, "-i", source.toString()));
            for (int i = from; i < Math.min(from + TOGETHER, all.size()); i++) {
                Wanted one = all.get(i);
                String facts = "format=" + one.format + ",setparams=range=" + one.range + ":colorspace=" + one.matrix
                        + (one.woven() ? ",setfield=tff,setsar=16/11" : "");
                words.addAll(List.of("-map", "0", "-vf", facts, "-c:v", one.codec, "-strict", "-2"));
                words.addAll(one.woven() ? List.of("-flags", "+ilme+ildct") : List.of());
                words.addAll(List.of("-color_range", one.range, "-colorspace", one.matrix, "-threads", "1"));
                words.addAll(
                        List.of("-b:v", "4M", file(i, "stored." + one.container).toString()));
            }
            FFmpegProgram.run(words);
        }
    }

    private void turn() throws IOException {
        for (int from = 0; from < all.size(); from += TOGETHER) {
            List<String> inputs = new ArrayList<>();
            List<String> outputs = new ArrayList<>();
            for (int i = from; i < Math.min(from + TOGETHER, all.size()); i++) {
                Wanted one = all.get(i);
                Path stored = file(i, "stored." + one.container);
                if (one.turn.startsWith("0") && !one.turn.endsWith("m")) {
                    Files.move(stored, file(i, one.container));
                    continue;
                }
                String[] words = one.turn.split(" ");
                outputs.addAll(List.of("-map", Integer.toString(inputs.size() == 0 ? 0 : count(inputs)), "-c", "copy"));
                outputs.add(file(i, one.container).toString());
                inputs.addAll(List.of("-display_rotation:v", words[0]));
                inputs.addAll(words.length == 2 ? List.of("-display_hflip:v") : List.of());
                inputs.addAll(List.of("-i", stored.toString()));
            }
            if (!outputs.isEmpty()) {
                inputs.addAll(outputs);
                FFmpegProgram.run(inputs);
            }
        }
    }

    private static int count(List<String> words) {
        return (int) words.stream().filter("-i"::equals).count();
    }

    private void show() {
        for (int from = 0; from < all.size(); from += TOGETHER) {
            List<String> inputs = new ArrayList<>();
            List<String> outputs = new ArrayList<>();
            for (int i = from; i < Math.min(from + TOGETHER, all.size()); i++) {
                inputs.addAll(List.of("-i", file(i, all.get(i).container).toString()));
                outputs.addAll(List.of("-map", Integer.toString(i - from), "-frames:v", "1", "-pix_fmt", "rgb24"));
                outputs.addAll(List.of("-sws_flags", "bilinear+accurate_rnd+full_chroma_int+full_chroma_inp"));
                outputs.addAll(List.of("-f", "rawvideo", file(i, "rgb").toString()));
            }
            inputs.addAll(outputs);
            FFmpegProgram.run(inputs);
        }
    }
}
