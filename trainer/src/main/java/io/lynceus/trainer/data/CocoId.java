package io.lynceus.trainer.data;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a COCO file calls a picture or a category: a number, or in some exporters' files a text. {@code 7}, {@code 7.0}
 * and {@code "7"} are the same. Numbers come before texts, by value.
 *
 * @param text of a number, its digits
 * @param quoted whether the file has it as a text
 */
public record CocoId(String text, boolean quoted) implements Comparable<CocoId> {
    private static final String WHOLE = "-?\\d{1,18}";
    private static final Comparator<CocoId> ORDER = Comparator.comparing((CocoId id) -> !id.isNumber())
            .thenComparingLong(id -> id.isNumber() ? id.number() : 0)
            .thenComparing(CocoId::text);

    static CocoId of(long number) {
        return new CocoId(Long.toString(number), false);
    }

    /** Null for what is no id: nothing, a fraction, an empty text, a list. */
    static @Nullable CocoId of(JsonNode node) {
        if (node.isTextual()) {
            String text = node.asText().strip();
            return text.isEmpty() ? null : new CocoId(text.matches(WHOLE) ? digits(text) : text, true);
        }
        if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
            return null;
        }
        BigDecimal number = node.decimalValue().stripTrailingZeros();
        String digits = number.scale() > 0 ? "" : number.toPlainString();
        return digits.matches(WHOLE) ? new CocoId(digits, false) : null;
    }

    private static String digits(String whole) {
        return Long.toString(Long.parseLong(whole));
    }

    boolean isNumber() {
        return text.matches(WHOLE);
    }

    /** Only of a number. */
    long number() {
        return Long.parseLong(text);
    }

    /** Writes it as the file has it. */
    public void write(JsonGenerator json, String field) throws IOException {
        if (quoted) {
            json.writeStringField(field, text);
        } else {
            json.writeNumberField(field, number());
        }
    }

    @Override
    public int compareTo(CocoId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CocoId id && text.equals(id.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
