package dev.sluice.app.config;

import dev.sluice.engine.port.Role;
import dev.sluice.engine.setting.Format;
import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this process is among others.
 *
 * @param roles one at least
 * @param name for people; empty for its machine and process
 */
public record NodeConfig(Set<Role> roles, String name) {
    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

    public static final Setting<Set<Role>> ROLES = new Setting<>(
            "node.roles",
            new Format<>(
                    "some of " + words("`", "`, `", "`") + ", with commas between",
                    words("", ",", ""),
                    false,
                    NodeConfig::roles),
            words("", ",", ""),
            "What this process does: answer shoppers, decide in sales, answer merchants and deliver what leaves the house. Without"
                    + " `redis.url` one process does everything.");
    private static final Setting<String> NAME = Setting.text(
            "node.name",
            null,
            "What this process is called where processes are listed. Its machine and number if it is not set.");

    public NodeConfig {
        roles = Set.copyOf(roles);
    }

    static NodeConfig read(SettingReader given) {
        return new NodeConfig(given.get(ROLES), given.find(NAME).orElse(""));
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    static boolean isEverything(Set<Role> roles) {
        return roles.containsAll(ALL);
    }

    /** A role as people write it. */
    public static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static Set<Role> roles(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(word -> role(word.strip()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    private static Role role(String word) {
        return ALL.stream()
                .filter(role -> word(role).equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word));
    }

    private static String words(String before, String between, String after) {
        return Stream.of(Role.values()).map(NodeConfig::word).collect(Collectors.joining(between, before, after));
    }
}
