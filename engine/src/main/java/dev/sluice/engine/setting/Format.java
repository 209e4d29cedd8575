package dev.sluice.engine.setting;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the text of a setting becomes its value.
 *
 * @param expects what is right, as a noun for messages and the documentation
 * @param example a text that is right
 * @param secret whether the value is never shown, and can be given as a file
 * @param parser returns the value, or throws {@link IllegalArgumentException} if the text is not right
 * @param masked the text as messages may show it, right or wrong: without what others must not see of it
 */
public record Format<T>(
        String expects, String example, boolean secret, Function<String, T> parser, UnaryOperator<String> masked) {
    /** What text may stand before the host of a URL: who has put a password there does not want to read it in a log. */
    private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^?#]*@");
    /** What a URL asks for may be a key that opens it. */
    private static final Pattern QUERY = Pattern.compile("(?<=\\?)[^#]+");

    static final Format<Boolean> FLAG =
            new Format<>("`true` or `false`", "true", false, text -> switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(text);
            });

    static final Format<String> TEXT = new Format<>("a text", "text", false, Format::nonEmpty);

    /** Shorter secrets can be guessed by trying, and HMAC-SHA-256 asks for as many bytes as its output has. */
    private static final int SECRET_BYTES = 32;

    static final Format<Secret> SECRET =
            new Format<>("a secret of at least " + SECRET_BYTES + " bytes", "s".repeat(SECRET_BYTES), true, text -> {
                Secret secret = new Secret(text);
                require(text, secret.bytes().length >= SECRET_BYTES);
                return secret;
            });

    /** A secret that another system sets the rules for. */
    static final Format<Secret> PASSWORD =
            new Format<>("a password", "password", true, text -> new Secret(nonEmpty(text)));

    static final Format<URI> WEB_URL = new Format<>(
            "an http or https URL",
            "https://example.org/",
            false,
            text -> {
                URI uri = URI.create(text);
                boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
                require(text, web && uri.getHost() != null && uri.getUserInfo() == null);
                return uri;
            },
            text -> QUERY.matcher(USER_INFO.matcher(text).replaceFirst("******@"))
                    .replaceFirst("******"));

    static Format<List<Path>> files(int most) {
        return new Format<>("1 to " + most + " files, by commas", "file", false, text -> {
            List<Path> files = Stream.of(text.split(","))
                    .map(file -> Path.of(nonEmpty(file.strip())))
                    .toList();
            require(text, !files.isEmpty() && files.size() <= most);
            return files;
        });
    }

    /** Of something that messages may show as it is, or not at all. */
    public Format(String expects, String example, boolean secret, Function<String, T> parser) {
        this(expects, example, secret, parser, secret ? _ -> "******" : UnaryOperator.identity());
    }

    static Format<Integer> number(int min, int max) {
        return new Format<>("a whole number from %d to %d".formatted(min, max), Integer.toString(min), false, text -> {
            int number = Integer.parseInt(text);
            require(text, number >= min && number <= max);
            return number;
        });
    }

    static Format<String> oneOf(List<String> words) {
        return new Format<>("one of `" + String.join("`, `", words) + "`", words.getFirst(), false, text -> {
            String word = text.toLowerCase(Locale.ROOT);
            return require(word, words.contains(word));
        });
    }

    /** @throws IllegalArgumentException if the text is not right */
    public T parse(String text) {
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
