package io.lynceus.processor.demo;

import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.config.Redacted;
import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cameras as the demo takes them: a name is found for each that comes without. */
public final class DemoCameras {
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9._-]+)=(.+)");

    private DemoCameras() {}

    /** The footage that the launcher has fetched. */
    public static Camera footage() {
        Path file = CacheFolder.path().resolve("vtest.avi");
        if (!Files.isRegularFile(file)) {
            throw new UserError("the demo's footage is not at " + file
                    + ": fetch it with ./lynceus footage, or name a camera with --camera URL|FILE");
        }
        return new Camera("vtest", file.toString());
    }

    /** @param given each a URL or a file, with NAME= before it or not */
    static List<Camera> of(List<String> given) {
        List<Camera> cameras = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String text : given) {
            Matcher named = NAMED.matcher(text);
            Camera camera = named.matches() && !Files.exists(Path.of(text))
                    ? new Camera(named.group(1), named.group(2))
                    : new Camera(unique(name(text), taken), text);
            if (!taken.add(camera.name())) {
                throw new UserError("--camera " + camera.name() + "=...: two cameras have that name");
            }
            if (!camera.live() && !Files.isRegularFile(Path.of(camera.source()))) {
                throw new UserError("--camera " + Redacted.url(camera.source()) + ": there is no such file");
            }
            cameras.add(camera);
        }
        return cameras;
    }

    private static String unique(String name, Set<String> taken) {
        String unique = name;
        for (int i = 2; taken.contains(unique); i++) {
            unique = name + "-" + i;
        }
        return unique;
    }

    private static String name(String source) {
        String text = source.contains("://") ? hostAndPath(source) : fileName(source);
        String name = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "camera" : name.substring(0, Math.min(60, name.length()));
    }

    /** Never the user, the password or the query. */
    private static String hostAndPath(String source) {
        String shown = Redacted.url(source);
        String rest = shown.substring(shown.indexOf("://") + 3).replaceAll("[?#].*", "");
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d+$", "");
        return host + (slash < 0 ? "" : rest.substring(slash));
    }

    private static String fileName(String source) {
        Path name = Path.of(source).getFileName();
        return name == null ? "" : name.toString().replaceFirst("\\.[^.]+$", "");
    }
}
