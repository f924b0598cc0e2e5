package io.lynceus.processor.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An RTSP camera that knows when it saw each picture, and has a microphone that says nothing. It sends one script to
 * one client, over TCP or UDP as that one wants, and hangs up. Over UDP it sends nothing before the client has taken
 * what came before, so that nothing is lost but what a test wants lost, and reports come between the pictures between
 * which they stand; and it hangs up only when nobody has said a word for a while, for FFmpeg holds back what follows a
 * lost packet, and lets it go with the connection.
 */
final class StampingCamera implements AutoCloseable {
    /**
     * What it does next.
     *
     * @param picture to send, among those of the media; none when it is a report
     * @param timestamp RTP's, of the picture or of the report
     * @param clock of the camera, for a report
     */
    record Step(
            @Nullable Integer picture,
            long timestamp,
            @Nullable Instant clock) {}

    private static final InetAddress HOST = InetAddress.getLoopbackAddress();
    private static final long TO_1900 = 2_208_988_800L;
    private static final Pattern PORTS = Pattern.compile("client_port=(\\d+)-(\\d+)");
    private static final Pattern CSEQ = Pattern.compile("(?i)cseq: *(\\d+)");

    private final RtpPictures media;
    private final List<Step> script;
    private final long millisBetween;
    private final ServerSocket server;
    private final DatagramSocket rtp;
    private final DatagramSocket rtcp;
    private final Thread thread;
    private @Nullable SocketAddress rtpClient;
    private @Nullable SocketAddress rtcpClient;
    private final IntPredicate lost;
    /** RTP timestamps of pictures of which something was lost. */
    private final Set<Long> hurt = ConcurrentHashMap.newKeySet();

    private int sequence;
    private boolean session;

    private StampingCamera(RtpPictures media, List<Step> script, long millisBetween, IntPredicate lost)
            throws IOException {
        this.lost = lost;
        this.millisBetween = millisBetween;
        this.media = media;
        this.script = script;
        server = new ServerSocket(0, 1, HOST);
        rtp = new DatagramSocket(new InetSocketAddress(HOST, 0));
        rtcp = new DatagramSocket(new InetSocketAddress(HOST, 0));
        thread = new Thread(this::serve, "stamping-camera");
        thread.setDaemon(true);
    }

    /** Returns when it listens. */
    static StampingCamera start(RtpPictures media, List<Step> script) throws IOException {
        return start(media, script, 0, number -> false);
    }

    /**
     * @param millisBetween pictures: for a tenth of a second after a lost packet FFmpeg lets nothing go, and takes all
     *     that comes meanwhile for incomplete
     * @param lost true for the numbers of the RTP packets that the network loses
     */
    static StampingCamera start(RtpPictures media, List<Step> script, long millisBetween, IntPredicate lost)
            throws IOException {
        StampingCamera camera = new StampingCamera(media, script, millisBetween, lost);
        camera.thread.start();
        return camera;
    }

    /** RTP timestamps of pictures of which something was lost. */
    Set<Long> hurt() {
        return Set.copyOf(hurt);
    }

    String url() {
        return "rtsp://" + HOST.getHostAddress() + ":" + server.getLocalPort() + "/camera";
    }

    private void serve() {
        try (Socket client = server.accept()) {
            client.setTcpNoDelay(true);
            InputStream in = client.getInputStream();
            OutputStream out = client.getOutputStream();
            String request = request(in);
            while (!request.startsWith("PLAY")) {
                out.write(answer(request).getBytes(StandardCharsets.US_ASCII));
                request = request(in);
            }
            out.write(answer(request).getBytes(StandardCharsets.US_ASCII));
            play(out);
            if (rtpClient != null) {
                awaitSilence(client);
            }
        } catch (IOException e) {
            // The client, or the test, has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Longer than FFmpeg waits for a packet that came late. */
    private static void awaitSilence(Socket client) throws IOException {
        client.setSoTimeout(15_000);
        while (client.getInputStream().read() >= 0) {
            // It asks whether the camera is still there.
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client has gone");
            }
            request.append((char) next);
        }
        return request.toString();
    }

    private String answer(String request) {
        Matcher number = CSEQ.matcher(request);
        String head = "RTSP/1.0 200 OK\r\nCSeq: " + (number.find() ? number.group(1) : "0") + "\r\nSession: 1\r\n";
        if (request.startsWith("OPTIONS")) {
            return head + "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n\r\n";
        }
        if (request.startsWith("DESCRIBE")) {
            String video = "m=video 0 RTP/AVP " + media.payloadType() + "\r\n" + media.attributes()
                    + "\r\na=control:track1\r\n";
            String sdp = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n"
                    + (media.pictures().isEmpty() ? "" : video)
                    + "m=audio 0 RTP/AVP 0\r\na=control:track2\r\n";
            return head + "Content-Type: application/sdp\r\nContent-Base: " + url() + "/\r\nContent-Length: "
                    + sdp.length() + "\r\n\r\n" + sdp;
        }
        if (request.startsWith("SETUP")) {
            session = true;
            return head + "Transport: " + transport(request) + "\r\n\r\n";
        }
        return (session ? head : head.replace("200 OK", "454 Session Not Found")) + "\r\n";
    }

    private String transport(String request) {
        Matcher ports = PORTS.matcher(request);
        boolean sound = request.contains("track2");
        if (!ports.find()) {
            return "RTP/AVP/TCP;unicast;interleaved=" + (sound ? "2-3" : "0-1");
        }
        if (sound) {
            return "RTP/AVP;unicast;" + ports.group() + ";server_port=1-2";
        }
        rtpClient = new InetSocketAddress(HOST, Integer.parseInt(ports.group(1)));
        rtcpClient = new InetSocketAddress(HOST, Integer.parseInt(ports.group(2)));
        return "RTP/AVP;unicast;" + ports.group() + ";server_port=" + rtp.getLocalPort() + "-" + rtcp.getLocalPort();
    }

    private void play(OutputStream out) throws IOException, InterruptedException {
        for (Step step : script) {
            Thread.sleep(millisBetween); // the camera's own rate, which nobody waits by
            if (step.picture() != null) {
                List<byte[]> payloads = media.pictures().get(step.picture());
                for (int i = 0; i < payloads.size(); i++) {
                    byte[] packet = rtp(payloads.get(i), i == payloads.size() - 1, step.timestamp());
                    if (lost.test(sequence)) {
                        hurt.add(step.timestamp());
                    } else {
                        send(out, 0, packet);
                    }
                }
            } else if (step.clock() != null) {
                send(out, 1, report(step.clock(), step.timestamp()));
            }
        }
    }

    private byte[] rtp(byte[] payload, boolean last, long timestamp) {
        ByteBuffer packet = ByteBuffer.allocate(12 + payload.length).put((byte) 0x80);
        packet.put((byte) (media.payloadType() | (last ? 0x80 : 0))).putShort((short) sequence++);
        return packet.putInt((int) timestamp).putInt(7).put(payload).array();
    }

    /** A sender report without blocks (RFC 3550, section 6.4.1). */
    private static byte[] report(Instant clock, long timestamp) {
        long fraction = Math.round(clock.getNano() * (Math.scalb(1.0, 32) / 1e9));
        ByteBuffer packet = ByteBuffer.allocate(28).putInt(0x80c80006).putInt(7);
        packet.putInt((int) (clock.getEpochSecond() + TO_1900))
                .putInt((int) fraction)
                .putInt((int) timestamp);
        return packet.putInt(0).putInt(0).array();
    }

    private void send(OutputStream out, int channel, byte[] packet) throws IOException, InterruptedException {
        SocketAddress client = channel == 0 ? rtpClient : rtcpClient;
        if (client != null) {
            (channel == 0 ? rtp : rtcp).send(new DatagramPacket(packet, packet.length, client));
            UdpQueue.awaitTaken(((InetSocketAddress) client).getPort());
            return;
        }
        ByteBuffer framed =
                ByteBuffer.allocate(4 + packet.length).put((byte) '$').put((byte) channel);
        out.write(framed.putShort((short) packet.length).put(packet).array());
    }

    @Override
    public void close() throws IOException {
        server.close();
        thread.interrupt();
        rtp.close();
        rtcp.close();
    }
}
