package io.lynceus.processor.capture;

/**
 * What FFmpeg may open for a source, and for what the source names in turn (a playlist's parts, a redirection): never a
 * file for a URL, never the network for a file.
 */
final class Protocols {
    private static final String FILE = "file,crypto,data";
    private static final String HTTP = "http,https,httpproxy,tcp,tls,crypto,data";
    private static final String RTSP = "rtsp,rtsps,rtp,srtp,udp,tcp,tls";

    /** For what the operator names beyond these, such as RTMP or plain RTP. */
    private static final String OTHER = ",ffrtmphttp,ffrtmpcrypt,tcp,tls,udp,rtp,srtp,http,https,crypto,data";

    /** Kinds of streams that name no other places. */
    private static final String PLAIN_FORMATS = "rtsp,mpjpeg,mjpeg,jpeg_pipe,png_pipe,webp_pipe,bmp_pipe,mpegts,mpeg,"
            + "flv,live_flv,mov,matroska,avi,asf,ogg,ivf,h264,hevc,av1,obu";

    private Protocols() {}

    /** FFmpeg's protocol_whitelist. */
    static String of(Source source) {
        String scheme = source.scheme();
        if (!source.isUrl()) {
            return FILE;
        }
        return switch (scheme) {
            case "http", "https" -> HTTP;
            case "srt" -> scheme;
            default -> source.isRtsp() ? RTSP : scheme + OTHER;
        };
    }

    /** FFmpeg's format_whitelist for a source that may lead nowhere else. */
    static String plainFormats() {
        return PLAIN_FORMATS;
    }
}
