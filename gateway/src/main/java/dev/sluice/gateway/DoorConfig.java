package dev.sluice.gateway;

import dev.sluice.engine.setting.Format;
import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import dev.sluice.gateway.http.Cors;
import dev.sluice.gateway.tls.TlsConfig;
import java.util.Set;

/**
 * What browsers are told and shown before anything is asked.
 *
 * @param corsOrigins whose pages may ask; empty for none but its own
 */
public record DoorConfig(TlsConfig tls, Set<String> corsOrigins) {
    /** Plain HTTP, for its own pages. */
    public static final DoorConfig PLAIN = new DoorConfig(TlsConfig.NONE, Set.of());

    private static final Setting<Set<String>> CORS_ORIGINS = new Setting<>(
            "http.cors-origins",
            new Format<>(
                    "origins like `https://shop.example`, with commas between them, and no `*`",
                    "https://shop.example",
                    false,
                    Cors::parse),
            null,
            "Other origins whose pages may ask and read the answers (CORS). There is no wildcard, and browsers send no"
                    + " credentials of theirs along.");

    static DoorConfig read(SettingReader given) {
        return new DoorConfig(TlsConfig.read(given), given.find(CORS_ORIGINS).orElse(Set.of()));
    }
}
