package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lynceus.vision.UserError;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A camera as a file or a request has it. Name and URL may be left out here, so that a key with a typing error is what
 * is complained of.
 *
 * @param name unique among the cameras
 * @param url of the stream, or path of a video file; with credentials if there are any
 * @param user who it lets in; null for nobody by name, or for who is in the URL
 * @param password of that user, as it is: nothing in it needs to be encoded; null for none
 * @param passwordFile path of a file that holds the password alone; null for none
 * @param transport of RTSP, tcp or udp; null for tcp
 * @param stall seconds without a packet after which the camera is connected again; null for 10
 * @param rate how many pictures a second are fetched where the URL gives one at a time; null for 1
 * @param ca PEM file of the certificates that vouch for a camera that speaks TLS; null for those that Java trusts
 * @param verify false to take any certificate; null for true
 */
public record CameraConfig(
        @Nullable String name,
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String passwordFile,
        @Nullable String transport,
        @Nullable Double stall,
        @Nullable Double rate,
        @Nullable String ca,
        @Nullable Boolean verify) {
    /** The key of what nobody may read. */
    static final String PASSWORD = "password";

    private static final Set<String> TRANSPORTS = Set.of("tcp", "udp");

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public CameraConfig(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("user") @Nullable String user,
            @JsonProperty(PASSWORD) @Nullable String password,
            @JsonProperty("passwordFile") @Nullable String passwordFile,
            @JsonProperty("transport") @Nullable String transport,
            @JsonProperty("stall") @Nullable Double stall,
            @JsonProperty("rate") @Nullable Double rate,
            @JsonProperty("ca") @Nullable String ca,
            @JsonProperty("verify") @Nullable Boolean verify) {
        this.name = name;
        this.url = url;
        this.user = user;
        this.password = password;
        this.passwordFile = passwordFile;
        this.transport = transport;
        this.stall = stall;
        this.rate = rate;
        this.ca = ca;
        this.verify = verify;
        if (transport != null && !TRANSPORTS.contains(transport.toLowerCase(Locale.ROOT))) {
            throw new UserError("transport: '" + transport + "' is not tcp or udp");
        }
        if (ca != null && Boolean.FALSE.equals(verify)) {
            throw new UserError("ca: says whom to trust, and verify: false says anybody: one of the two");
        }
        if (password != null && passwordFile != null) {
            throw new UserError("password: and passwordFile: say the same thing: one of the two");
        }
        if (user == null && (password != null || passwordFile != null)) {
            throw new UserError("user: is missing beside the password");
        }
    }

    /** With everything else as usual. */
    public CameraConfig(String name, String url) {
        this(name, url, null, null, null, null, null, null, null, null);
    }

    /**
     * An entry as the command line has it.
     *
     * @param text NAME=URL or NAME=FILE
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static CameraConfig parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || text.substring(0, equals).contains("/")) {
            throw new UserError("is not NAME=URL, NAME=FILE or a map of keys, such as name and url");
        }
        return new CameraConfig(text.substring(0, equals), text.substring(equals + 1));
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return Redacted.url(String.valueOf(name)) + "=" + Redacted.url(String.valueOf(url));
    }
}
