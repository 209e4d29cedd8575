package dev.sluice.gateway.address;

import dev.sluice.engine.setting.Format;
import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import java.util.Arrays;
import java.util.List;

/**
 * Whom to believe where requests come from.
 *
 * @param proxies what connects from there asks for others
 * @param header in which they say for whom
 * @param hidden whether there are proxies nobody said the addresses of: then no client's address is known
 */
public record ClientConfig(AddressRanges proxies, String header, boolean hidden) {
    /** Whoever connects is the client. */
    public static final ClientConfig DIRECT = new ClientConfig(AddressRanges.NONE, "x-forwarded-for", false);

    /** Of a setting that has addresses and ranges with commas between. */
    public static final Format<AddressRanges> RANGES = new Format<>(
            "addresses and ranges like `10.0.0.0/8`, with commas between", "10.0.0.0/8", false, ClientConfig::ranges);

    private static final Setting<AddressRanges> PROXIES = new Setting<>(
            "http.trusted-proxies",
            RANGES,
            null,
            "Where your proxies connect from. Of what comes from there, the client's address is the last one in"
                    + " `http.forwarded-header` that is none of these. Anybody else who sends that header is not believed.");
    private static final Setting<String> HEADER = Setting.oneOf(
            "http.forwarded-header",
            List.of("x-forwarded-for", "forwarded"),
            "x-forwarded-for",
            "The header that they write it in. The other one is never read: a proxy passes on what a client wrote there.");

    /** @param behindProxy whether others than clients connect */
    public static ClientConfig read(SettingReader given, boolean behindProxy) {
        AddressRanges proxies = given.find(PROXIES).orElse(AddressRanges.NONE);
        return new ClientConfig(proxies, given.get(HEADER), behindProxy && proxies.isEmpty());
    }

    private static AddressRanges ranges(String text) {
        return new AddressRanges(Arrays.stream(text.split(",", -1))
                .map(range -> AddressRange.parse(range.strip()))
                .toList());
    }
}
