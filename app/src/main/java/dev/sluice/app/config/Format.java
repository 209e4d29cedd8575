package dev.sluice.app.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * How the text of a setting becomes its value.
 *
 * @param expects what is right, as a noun for messages and the documentation
 * @param parser returns the value, or throws {@link IllegalArgumentException} if the text is not right
 */
record Format<T>(String expects, Function<String, T> parser) {
    static final Format<Boolean> FLAG =
            new Format<>("`true` or `false`", text -> switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(text);
            });

    static final Format<String> TEXT = new Format<>("a text", Format::nonEmpty);

    /** Shorter secrets can be guessed by trying, and HMAC-SHA-256 asks for as many bytes as its output has. */
    static final int SECRET_BYTES = 32;

    static final Format<Secret> SECRET = new Format<>("a secret of at least " + SECRET_BYTES + " bytes", text -> {
        Secret secret = new Secret(text);
        require(text, secret.bytes().length >= SECRET_BYTES);
        return secret;
    });

    /** A secret that another system sets the rules for. */
    static final Format<Secret> PASSWORD = new Format<>("a password", text -> new Secret(nonEmpty(text)));

    static final Format<String> JDBC_URL = new Format<>(
            "a URL like `jdbc:postgresql://host:5432/sluice`",
            text -> require(text, text.startsWith("jdbc:postgresql:")));

    static final Format<URI> WEB_URL = new Format<>("an http or https URL", text -> {
        URI uri = URI.create(text);
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        require(text, web && uri.getHost() != null && uri.getUserInfo() == null);
        return uri;
    });

    static Format<Integer> number(int min, int max) {
        return new Format<>("a whole number from %d to %d".formatted(min, max), text -> {
            int number = Integer.parseInt(text);
            require(text, number >= min && number <= max);
            return number;
        });
    }

    static Format<String> oneOf(String... values) {
        List<String> known = List.of(values);
        return new Format<>("one of `" + String.join("`, `", known) + "`", text -> {
            String value = text.toLowerCase(Locale.ROOT);
            return require(value, known.contains(value));
        });
    }

    T parse(String text) {
        return parser.apply(text.strip());
    }

    private static String nonEmpty(String text) {
        return require(text, !text.isEmpty());
    }

    private static String require(String text, boolean right) {
        if (!right) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
