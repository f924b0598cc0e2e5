package io.lynceus.processor.plan;

import io.lynceus.vision.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A picture's size in pixels. */
public record Size(int width, int height) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");

    /**
     * @param what the option or key, for the message
     * @throws UserError when it is none
     */
    public static Size of(String what, String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UserError(what + ": '" + text + "' is not a size such as 1920x1080");
        }
        return new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    double pixels() {
        return (double) width * height;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
