package dev.sluice.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.SslMode;
import org.postgresql.util.PSQLException;

/**
 * A URL of JDBC as its driver understands it: what holds of options that are repeated or percent-encoded, of a service's file, and of
 * what is said twice, is for the driver to say, and never to be searched in the text. Immutable.
 */
public final class DatabaseUrl {
    private static final String JDBC = "jdbc:postgresql:";
    private static final String MASK = "******";

    private static final Pattern USER_INFO = Pattern.compile("//[^?]*@");

    /** A value that nobody but the server should see, or what stands before a host as in other URLs. */
    private static final Pattern HIDDEN = Pattern.compile("(?i)((?:pass|pwd|secret|token)[^=&]*=)[^&]*|(?<=//)[^?]*@");

    private final String text;
    private final Properties properties;
    private final boolean encrypted;

    private DatabaseUrl(String text, Properties properties, boolean encrypted) {
        this.text = text;
        this.properties = properties;
        this.encrypted = encrypted;
    }

    /** @throws IllegalArgumentException if the driver would not connect by it; the message does not have the URL, and so no secret */
    public static DatabaseUrl of(String text) {
        // The driver knows no user before the host; and it would log as a wrong port what is a password.
        boolean hasUserInfo = USER_INFO.matcher(text).find();
        Properties properties = text.startsWith(JDBC) && !hasUserInfo ? Driver.parseURL(text, null) : null;
        if (properties == null) {
            throw new IllegalArgumentException("not a URL that PostgreSQL's driver understands");
        }
        try {
            return new DatabaseUrl(text, properties, SslMode.of(properties).requireEncryption());
        } catch (PSQLException e) {
            throw new IllegalArgumentException("an sslmode that PostgreSQL's driver does not know", e);
        }
    }

    /** A URL as messages and logs may show it, whether or not it is one. */
    public static String shown(String text) {
        return HIDDEN.matcher(text).replaceAll(match -> match.group(1) == null ? MASK + "@" : "$1" + MASK);
    }

    /** Whether no connection is made but an encrypted one. */
    public boolean isEncrypted() {
        return encrypted;
    }

    /**
     * Whether every server that it names is this machine. A factory of sockets may lead anywhere, whatever is named.
     */
    public boolean isThisMachine() {
        return PGProperty.SOCKET_FACTORY.getOrDefault(properties) == null
                && hosts(properties).stream().allMatch(DatabaseUrl::isLoopback);
    }

    /** Whether it holds a password: the user's, or that of a key. */
    public boolean hasPassword() {
        return Stream.of(PGProperty.PASSWORD, PGProperty.SSL_PASSWORD).anyMatch(this::has);
    }

    public boolean hasUser() {
        return has(PGProperty.USER);
    }

    /** Of how many servers one is to be found. */
    int hosts() {
        return hosts(properties).size();
    }

    boolean has(PGProperty property) {
        return property.getOrNull(properties) != null;
    }

    private static List<String> hosts(Properties properties) {
        return List.of(PGProperty.PG_HOST.getOrDefault(properties).split(",", -1));
    }

    private static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.matches("127(\\.\\d{1,3}){3}")
                || name.equals("::1")
                || name.equals("[::1]");
    }

    /** As {@link #shown} has it. */
    @Override
    public String toString() {
        return shown(text);
    }
}
