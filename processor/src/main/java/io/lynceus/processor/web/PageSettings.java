package io.lynceus.processor.web;

import io.lynceus.vision.UserError;
import java.util.Set;

/** The settings that the page shows and changes: zones, lines, and whom pictures do not show. Any thread. */
public interface PageSettings {
    /** There are none, and they cannot be changed. */
    PageSettings NONE = new PageSettings() {
        @Override
        public String json() {
            return "{}";
        }

        @Override
        public long version() {
            return 0;
        }

        @Override
        public void save(String camera, byte[] body) {
            throw new UserError("nothing can be saved here");
        }

        @Override
        public void forget(String camera) {
            throw new UserError("nothing can be saved here");
        }

        @Override
        public Set<String> blurred(String camera) {
            return Set.of();
        }
    };

    /** All cameras' settings by name, as JSON: zones, lines, blur, and saved, true when they were saved from a page. */
    String json();

    /** Another number whenever they have changed. */
    long version();

    /**
     * Saves a camera's settings for all instances.
     *
     * @param body JSON with the keys zones, lines and blur
     * @throws io.lynceus.vision.UserError with the path of what is wrong
     * @throws io.lynceus.vision.RunError when the broker does not take it
     */
    void save(String camera, byte[] body);

    /** Lets those of the configuration's file count again. */
    void forget(String camera);

    /** Names of the classes that a camera's pictures do not show. */
    Set<String> blurred(String camera);
}
