package dev.sluice.queue.redis;

import io.lettuce.core.RedisURI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Redis is. With one host it says itself whether it is a Cluster; several are nodes of one. Immutable.
 *
 * <pre>
 * redis://host:6379                          rediss:// with TLS
 * redis://host1:6379,host2:6379              some nodes of a Cluster
 * redis-sentinel://host1:26379,host2#name    Sentinels, and what they call their master; rediss-sentinel:// with TLS
 * </pre>
 */
public final class RedisUrl {
    private static final String MASK = "******";
    private static final Pattern USER_INFO = Pattern.compile("(?<=//).*@", Pattern.DOTALL);
    private static final Pattern FORM = Pattern.compile(
            "(?<scheme>rediss?(?<sentinel>-sentinel)?)://(?:(?<user>[^/?#]*)@)?(?<hosts>[^/?#@]+)(?:/(?<database>\\d{0,3}))?"
                    + "(?:\\?(?<options>[^#]*))?(?:#(?<master>.+))?");
    private static final Pattern HOST =
            Pattern.compile("(?:\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::(?<port>\\d{1,5}))?");
    private static final int MAX_PORT = 65_535;

    private final String text;
    /** Each a URL of its own, as the client understands them. */
    private final List<String> servers;

    private RedisUrl(String text, List<String> servers) {
        this.text = text;
        this.servers = servers;
        servers.forEach(RedisUrl::server);
    }

    /** @throws IllegalArgumentException if it is none; the message does not have the URL, and so no secret */
    public static RedisUrl of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a URL of a Redis");
        }
        boolean sentinel = form.group("sentinel") != null;
        String[] hosts = form.group("hosts").split(",", -1);
        boolean database =
                form.group("database") != null && form.group("database").matches("0*[1-9]\\d*");
        if (sentinel != (form.group("master") != null) || (!sentinel && hosts.length > 1 && database)) {
            throw new IllegalArgumentException(
                    "only Sentinels have a master behind #, and they must; a Cluster has no databases");
        }
        for (String host : hosts) {
            requireHost(host);
        }
        return new RedisUrl(text, sentinel ? List.of(text) : servers(form, hosts));
    }

    private static void requireHost(String text) {
        Matcher host = HOST.matcher(text);
        String port = host.matches() ? host.group("port") : "0";
        if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > MAX_PORT)) {
            throw new IllegalArgumentException("a host with a port that is none");
        }
    }

    private static List<String> servers(Matcher form, String[] hosts) {
        List<String> servers = new ArrayList<>();
        for (String host : hosts) {
            servers.add(form.group("scheme") + "://" + part(form, "user", "", "@") + host
                    + part(form, "database", "/", "") + part(form, "options", "?", ""));
        }
        return List.copyOf(servers);
    }

    private static String part(Matcher form, String group, String before, String after) {
        return form.group(group) == null ? "" : before + form.group(group) + after;
    }

    private static RedisURI server(String text) {
        try {
            return RedisURI.create(text);
        } catch (RuntimeException e) {
            // Its message has the URL, and with it a password.
            throw new IllegalArgumentException("a URL that the client of Redis does not understand");
        }
    }

    /** A URL as messages and logs may show it, whether or not it is one. */
    public static String shown(String text) {
        return USER_INFO.matcher(text).replaceFirst(MASK + "@");
    }

    /** One of a server that may be a node of a Cluster, or of the Sentinels; otherwise of several nodes. New ones each time. */
    List<RedisURI> servers() {
        return servers.stream().map(RedisUrl::server).toList();
    }

    boolean isSentinel() {
        return text.contains("-sentinel://");
    }

    /** Whether no connection is made but an encrypted one. */
    public boolean isEncrypted() {
        return text.startsWith("rediss");
    }

    /** Whether it holds a password. */
    public boolean hasPassword() {
        return USER_INFO.matcher(text).find();
    }

    /** Whether every server that it names is this machine. */
    public boolean isThisMachine() {
        return servers().stream()
                .flatMap(server -> isSentinel() ? server.getSentinels().stream() : List.of(server).stream())
                .map(RedisURI::getHost)
                .allMatch(host -> host.equalsIgnoreCase("localhost")
                        || host.matches("127(\\.\\d{1,3}){3}")
                        || host.equals("::1")
                        || host.equals("[::1]"));
    }

    /** As {@link #shown} has it. */
    @Override
    public String toString() {
        return shown(text);
    }
}
