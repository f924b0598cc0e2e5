package io.lynceus.processor.config;

import java.util.Collection;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * URLs as they may be shown: scheme, host and path, without user and password, the values of the query, and what of a
 * path looks like a password. What is masked follows from where it stands in the URL, not from what it is called; where
 * an at sign leaves several readings open, everything that may be a password in one of them is masked.
 */
public final class Redacted {
    private static final String MASK = "***";
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");
    private static final Pattern URL = Pattern.compile("(" + SCHEME + ")([^/?#]*)(.*)", Pattern.DOTALL);

    /** {@code user:password@host} without a scheme, which people forget. */
    private static final Pattern NO_SCHEME = Pattern.compile("[^/]*:.*@(.*)", Pattern.DOTALL);

    /** A host and maybe a port, which no password follows that the rest would belong to. */
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.%]*]|[^:@]*)(:\\d*)?");

    /** A part of a path that has a password in it, or the name of one that comes next. */
    private static final Pattern SECRET_PART = Pattern.compile("(?i)/[^/]*(pass|pwd|psw|pas).*", Pattern.DOTALL);

    /** What a part of a path has behind a semicolon, such as a session's id. */
    private static final Pattern PARAMETER = Pattern.compile(";[^/]+");

    /** Whoever knows what follows the application may send the stream. */
    private static final Pattern STREAM_KEY = Pattern.compile("(?is)(rtmp[a-z]*://[^/?#]*/[^/?#]*)/[^?#]+(.*)");

    private static final Pattern QUERY_ITEM = Pattern.compile("[^&;]+");

    /** A key and its value; what ends with an equals sign may be a token in base64. */
    private static final Pattern PAIR = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*=).+", Pattern.DOTALL);

    /** In the middle of a text: up to a blank or a quote, but never short of an at sign on its line. */
    private static final Pattern IN_TEXT = Pattern.compile(SCHEME + "(?:.*@)?[^\\s'\"]*");

    private static final Pattern PUNCTUATION = Pattern.compile("[:;,.)\\]}]+$");

    private Redacted() {}

    /**
     * One URL, or a path, which stays what it is.
     *
     * @param location the whole of it: what has blanks in it is masked too
     */
    public static String url(String location) {
        Matcher url = URL.matcher(location);
        if (!url.matches()) {
            Matcher bare = NO_SCHEME.matcher(location);
            return bare.matches() && !location.startsWith(".") ? MASK + "@" + shown(bare.group(1)) : location;
        }
        String authority = url.group(2);
        String rest = url.group(3);
        int at = rest.lastIndexOf('@');
        if (at < 0) {
            String shown = url.group(1) + shown(authority + rest);
            Matcher key = STREAM_KEY.matcher(shown);
            return key.matches() ? key.group(1) + "/" + MASK + key.group(2) : shown;
        }
        // A password with one of / ? # in it goes on beyond them, unless the @ may be one of a value's.
        boolean broken = !HOST.matcher(authority).matches()
                && authority.indexOf('@') < 0
                && rest.charAt(0) == '/'
                && rest.lastIndexOf('=', at) < 0;
        return url.group(1) + MASK + (broken ? "@" + shown(rest.substring(at + 1)) : "");
    }

    /** What stands behind a URL's scheme, without an at sign but those of the user's end. */
    private static String shown(String text) {
        int end = end(text, "/?#");
        String authority = text.substring(0, end);
        int at = authority.lastIndexOf('@');
        String host = at < 0 ? authority : MASK + authority.substring(at);
        String rest = text.substring(end);
        int query = end(rest, "?#");
        return host + path(rest.substring(0, query)) + query(rest.substring(query));
    }

    private static int end(String text, String signs) {
        return (int) text.chars().takeWhile(c -> signs.indexOf(c) < 0).count();
    }

    /** From the first part on that may have a password in it, which may itself have a slash in it, nothing. */
    private static String path(String path) {
        Matcher secret = SECRET_PART.matcher(path);
        String plain = secret.find() ? path.substring(0, secret.start()) + "/" + MASK : path;
        return PARAMETER.matcher(plain).replaceAll(";" + Matcher.quoteReplacement(MASK));
    }

    /** Keys without their values; what is no pair may be a key or a token. */
    private static String query(String query) {
        if (query.isEmpty()) {
            return "";
        }
        int fragment = query.indexOf('#');
        if (fragment >= 0) {
            return query(query.substring(0, fragment)) + "#" + MASK;
        }
        return "?" + QUERY_ITEM.matcher(query.substring(1)).replaceAll(item -> Matcher.quoteReplacement(item(item)));
    }

    private static String item(MatchResult item) {
        Matcher pair = PAIR.matcher(item.group());
        return pair.matches() ? pair.group(1) + MASK : MASK;
    }

    /** A text in which URLs may be quoted. */
    public static String text(String text) {
        return IN_TEXT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(inText(found.group())));
    }

    private static String inText(String found) {
        Matcher end = PUNCTUATION.matcher(found);
        int length = end.find() ? end.start() : found.length();
        return url(found.substring(0, length)) + found.substring(length);
    }

    /**
     * The same, of a text that may quote some of these.
     *
     * @param quoted as they were given, with {@code NAME=} before a URL or not: found also where they have blanks or
     *     quotes in them
     */
    public static String text(String text, Collection<String> quoted) {
        String redacted = text;
        for (String one : quoted) {
            if (!one.isBlank()) {
                Matcher scheme = SCHEME.matcher(one);
                int from = scheme.find() ? scheme.start() : 0;
                redacted = redacted.replace(one, one.substring(0, from) + url(one.substring(from)));
            }
        }
        return text(redacted);
    }
}
