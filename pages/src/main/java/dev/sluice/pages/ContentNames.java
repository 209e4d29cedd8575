package dev.sluice.pages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that change with what they name, so that it can be kept for ever. Scripts that name one another get theirs together: while they
 * are made, each stands for itself with a {@link #BLANK} as long as the fingerprint that takes its place, so that no column moves.
 */
final class ContentNames {
    /** A dot and ten digits will stand here. */
    static final String BLANK = "$".repeat(11);

    private static final int DIGITS = BLANK.length() - 1;
    private static final Pattern BLANKED = Pattern.compile("\\./(\\w+)" + Pattern.quote(BLANK) + "\\.js");

    private ContentNames() {}

    /** The name of a file, with the fingerprint of its content before its ending. */
    static String name(String name, byte[] content) {
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot) + "." + of(content) + name.substring(dot);
    }

    /** Ten digits. */
    static String of(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content)).substring(0, DIGITS);
    }

    /**
     * ContentNames of scripts that name one another: of the content of each, and of all that it names, directly or through others.
     *
     * @param texts with blanks, by the name before the blank
     */
    static Map<String, String> together(Map<String, String> texts) {
        Map<String, String> fingerprints = new TreeMap<>();
        for (String name : texts.keySet()) {
            StringBuilder all = new StringBuilder(name);
            for (String reached : reached(name, texts)) {
                all.append('\0').append(reached).append('\0').append(texts.get(reached));
            }
            fingerprints.put(name, of(all.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return fingerprints;
    }

    private static Set<String> reached(String from, Map<String, String> texts) {
        Set<String> reached = new TreeSet<>();
        reach(from, texts, reached);
        return reached;
    }

    private static void reach(String from, Map<String, String> texts, Set<String> reached) {
        if (reached.add(from)) {
            BLANKED.matcher(texts.get(from)).results().forEach(found -> reach(found.group(1), texts, reached));
        }
    }

    /** The text with the fingerprints in the place of the blanks. */
    static String fill(String text, Map<String, String> fingerprints) {
        return BLANKED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "./" + found.group(1) + "." + fingerprints.get(found.group(1)) + ".js"));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
