package io.lynceus.vision.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Height and width of a model's input in pixels. */
public record InputSize(int height, int width) {
    public InputSize {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("an input of " + height + "x" + width + " pixels");
        }
    }

    /**
     * What exporters write as {@code imgsz}: {@code [384, 640]}, height first, or {@code 640}; null where it is
     * neither.
     */
    public static @Nullable InputSize parse(@Nullable String imgsz) {
        if (imgsz == null) {
            return null;
        }
        Object value;
        try {
            value = PythonLiteral.read(imgsz);
        } catch (IllegalArgumentException e) {
            return null;
        }
        List<?> sides = value instanceof List<?> list ? list : List.of(value);
        if (sides.isEmpty()
                || sides.size() > 2
                || !(sides.get(0) instanceof Long height)
                || !(sides.get(sides.size() - 1) instanceof Long width)) {
            return null;
        }
        return isSide(height) && isSide(width) ? new InputSize(height.intValue(), width.intValue()) : null;
    }

    private static boolean isSide(long pixels) {
        return pixels >= 1 && pixels <= Integer.MAX_VALUE;
    }
}
