package dev.sluice.gateway.guard;

import dev.sluice.engine.port.Quota;
import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import dev.sluice.gateway.address.AddressRanges;
import dev.sluice.gateway.address.ClientConfig;

/**
 * How much one user, and whoever shares an address, may ask for in all.
 *
 * @param on whether anything is limited
 * @param v6Bits of an IPv6 address, which those share who are counted together
 * @param exempt addresses that may ask for any number
 */
public record LimitConfig(boolean on, Quota.Limit perUser, Quota.Limit perAddress, int v6Bits, AddressRanges exempt) {
    private static final int MAX_UNITS = 1_000_000_000;
    private static final int MAX_SECONDS = 86_400;
    private static final int V6_BITS = 56;

    private static final int USER_UNITS = 5_000;
    private static final int ADDRESS_UNITS = 50_000;
    private static final int SECONDS = 10;

    /** Everybody may ask for any number. */
    public static final LimitConfig OFF = new LimitConfig(
            false,
            new Quota.Limit(USER_UNITS, SECONDS),
            new Quota.Limit(ADDRESS_UNITS, SECONDS),
            V6_BITS,
            AddressRanges.NONE);

    public LimitConfig {
        int dearest = RouteClass.IMPORT.cost();
        if (perUser.units() < dearest || perAddress.units() < dearest) {
            throw new IllegalArgumentException("a limit has room for one request of any kind: " + dearest);
        }
    }

    public static LimitConfig read(SettingReader given) {
        boolean off = given.get(Setting.flag(
                "limits.off",
                "Lets every user and every address ask for any number. Limits of single sales still hold."));
        int userUnits = given.get(Setting.number(
                "limits.user-units",
                RouteClass.IMPORT.cost(),
                MAX_UNITS,
                USER_UNITS,
                "What one user may ask for in `limits.user-seconds`; a purchase or a look is one unit, what costs more is"
                        + " more. What comes on top is answered 429 `RATE_LIMITED`."));
        int userSeconds = given.get(Setting.number(
                "limits.user-seconds", 1, MAX_SECONDS, SECONDS, "In which all of these units come back, evenly."));
        int addressUnits = given.get(Setting.number(
                "limits.address-units",
                RouteClass.IMPORT.cost(),
                MAX_UNITS,
                ADDRESS_UNITS,
                "What may be asked for from one address in `limits.address-seconds`, by all who share it. This machine"
                        + " itself may ask for any number."));
        int addressSeconds = given.get(Setting.number(
                "limits.address-seconds", 1, MAX_SECONDS, SECONDS, "In which all of these units come back, evenly."));
        int v6Bits = given.get(
                Setting.number(
                        "limits.ipv6-prefix",
                        32,
                        128,
                        V6_BITS,
                        "So many first bits of an IPv6 address say who shares it: one customer of a provider has a whole network."));
        AddressRanges exempt = given.find(new Setting<>(
                        "limits.exempt-addresses",
                        ClientConfig.RANGES,
                        null,
                        "Addresses that may ask for any number, as those of your payment providers."))
                .orElse(AddressRanges.NONE);
        return new LimitConfig(
                !off,
                new Quota.Limit(userUnits, userSeconds),
                new Quota.Limit(addressUnits, addressSeconds),
                v6Bits,
                exempt);
    }
}
