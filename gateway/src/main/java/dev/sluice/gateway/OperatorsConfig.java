package dev.sluice.gateway;

import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;

/**
 * Where operators ask: at the shop's own address, or at one that is theirs alone, served by a thread of its own.
 *
 * @param host address to listen on
 * @param port to listen on; 0 for the shop's own address
 */
public record OperatorsConfig(String host, int port) {
    /** At the shop's own address. */
    public static final OperatorsConfig WITH_THE_SHOP = new OperatorsConfig("127.0.0.1", 0);

    public static final Setting<String> HOST = Setting.text(
            "operators.host",
            "127.0.0.1",
            "Address for operators to ask at (`/health/…`, `/metrics`, `/v1/admin/operations`), where `operators.port` is"
                    + " set.");

    public static final Setting<Integer> PORT = Setting.number(
            "operators.port",
            0,
            GatewayConfig.MAX_PORT,
            0,
            "Port for operators alone, served by a thread of its own; what they ask for is then found nowhere else. 0 for"
                    + " none: they ask at `http.port`.");

    public static OperatorsConfig read(SettingReader given) {
        return new OperatorsConfig(given.get(HOST), given.get(PORT));
    }

    boolean isApart() {
        return port != 0;
    }
}
