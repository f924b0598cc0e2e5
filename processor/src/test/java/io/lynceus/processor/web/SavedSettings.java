package io.lynceus.processor.web;

import io.lynceus.vision.UserError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Settings that keep what was asked of them. */
final class SavedSettings implements PageSettings {
    final List<String> saved = new CopyOnWriteArrayList<>();
    volatile Set<String> blurred = Set.of();
    volatile String json = "{}";

    @Override
    public String json() {
        return json;
    }

    @Override
    public long version() {
        return saved.size();
    }

    @Override
    public void save(String camera, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.equals("wrong")) {
            throw new UserError("zones[0].points: no");
        }
        saved.add(camera + " " + text);
        json = "{\"" + camera + "\":"
                + text.replaceFirst("}$", text.equals("{}") ? "\"saved\":true}" : ",\"saved\":true}") + "}";
    }

    @Override
    public void forget(String camera) {
        saved.add(camera + " forgotten");
        json = "{}";
    }

    @Override
    public Set<String> blurred(String camera) {
        return blurred;
    }
}
