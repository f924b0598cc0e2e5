package io.lynceus.vision.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Python's literals as text: what {@code str(dict)} and {@code repr} write, which is what the ecosystem's exporters put
 * into a model's metadata. Read are dicts, lists, tuples, strings of both kinds of quotes with their escapes, numbers,
 * None, True and False, nested and with trailing commas; and bare words, since some exporters leave the quotes away.
 */
final class PythonLiteral {
    /** Deeper than any metadata, and far from the end of the stack. */
    private static final int DEEPEST = 64;

    private static final String ENDS = ",:]})";

    private final String text;
    private int at;
    private int depth;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /**
     * A Map (with keys in their order), List, String, Long, Double, Boolean, or the string "None".
     *
     * @throws IllegalArgumentException when it is no literal; the message says what is wrong and where
     */
    static Object read(String text) {
        PythonLiteral reader = new PythonLiteral(text);
        Object value = reader.value();
        reader.space();
        if (reader.at < text.length()) {
            throw reader.wrong("nothing more");
        }
        return value;
    }

    /** A dict of index to string as Python prints it: {@code {0: 'person', 1: "driver's cab"}}. */
    static String write(List<String> strings) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < strings.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(i).append(": ");
            quote(strings.get(i), out);
        }
        return out.append('}').toString();
    }

    private Object value() {
        space();
        if (at == text.length()) {
            throw wrong("a value");
        }
        char first = text.charAt(at);
        return switch (first) {
            case '{' -> dict();
            case '[' -> list(']');
            case '(' -> list(')');
            case '\'', '"' -> string();
            default -> word();
        };
    }

    private Map<Object, Object> dict() {
        Map<Object, Object> entries = new LinkedHashMap<>();
        open();
        while (!closes('}')) {
            Object key = value();
            expect(':');
            entries.put(key, value());
            separate('}');
        }
        return entries;
    }

    private List<Object> list(char end) {
        List<Object> values = new ArrayList<>();
        open();
        while (!closes(end)) {
            values.add(value());
            separate(end);
        }
        return values;
    }

    private void open() {
        at++;
        if (++depth > DEEPEST) {
            throw wrong("less nesting");
        }
    }

    private boolean closes(char end) {
        space();
        if (at < text.length() && text.charAt(at) == end) {
            at++;
            depth--;
            return true;
        }
        return false;
    }

    private void separate(char end) {
        space();
        if (at == text.length() || text.charAt(at) != end) {
            expect(',');
        }
    }

    private void expect(char wanted) {
        space();
        if (at == text.length() || text.charAt(at) != wanted) {
            throw wrong("'" + wanted + "'");
        }
        at++;
    }

    private String string() {
        char quote = text.charAt(at++);
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (c == '\\') {
                escape(value);
            } else {
                value.append(c);
            }
        }
        if (at == text.length()) {
            throw wrong("a closing " + quote);
        }
        at++;
        return value.toString();
    }

    private void escape(StringBuilder value) {
        if (at == text.length()) {
            throw wrong("a character to escape");
        }
        char c = text.charAt(at++);
        switch (c) {
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'a' -> value.append('\u0007');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'v' -> value.append('\u000b');
            case '\n' -> {} // a line that goes on
            case 'x' -> value.appendCodePoint(digits(2, 16));
            case 'u' -> value.appendCodePoint(digits(4, 16));
            case 'U' -> value.appendCodePoint(digits(8, 16));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> value.appendCodePoint(octal());
            case '\\', '\'', '"' -> value.append(c);
            default -> value.append('\\').append(c); // Python keeps both
        }
    }

    private int octal() {
        at--;
        int count = 0;
        while (count < 3 && at + count < text.length() && Character.digit(text.charAt(at + count), 8) >= 0) {
            count++;
        }
        return digits(count, 8);
    }

    private int digits(int count, int radix) {
        int end = at + count;
        int value = 0;
        for (; at < end; at++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), radix) : -1;
            if (digit < 0 || value > Character.MAX_CODE_POINT) {
                throw wrong("the number of a character");
            }
            value = value * radix + digit;
        }
        if (value > Character.MAX_CODE_POINT) {
            throw wrong("the number of a character");
        }
        return value;
    }

    /** A number, a constant, or a string without quotes. */
    private Object word() {
        int start = at;
        while (at < text.length() && ENDS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at).strip();
        if (word.isEmpty()) {
            throw wrong("a value");
        }
        if (word.matches("[+-]?\\d{1,18}")) {
            return Long.valueOf(word);
        }
        if (word.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
            return Double.valueOf(word);
        }
        return switch (word) {
            case "True" -> true;
            case "False" -> false;
            default -> word;
        };
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException wrong(String wanted) {
        String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
        return new IllegalArgumentException("wanted " + wanted + " at character " + (at + 1) + ", found " + found);
    }

    private static void quote(String value, StringBuilder out) {
        char quote = value.indexOf('\'') >= 0 && value.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        value.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c == quote) {
                        out.append('\\').append(quote);
                    } else if (isPrintable(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(String.format(
                                Locale.ROOT, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
                    }
                }
            }
        });
        out.append(quote);
    }

    /**
     * As Python's str.isprintable: no control, format, surrogate, private or unassigned character, and no separator but
     * the space.
     */
    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
