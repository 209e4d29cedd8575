package dev.sluice.bench;

import dev.sluice.crowd.load.PacedClient;
import dev.sluice.crowd.load.PacedTally;
import dev.sluice.crowd.load.ReservationRequests;
import dev.sluice.crowd.load.ReservationRequests.Order;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * The load process of an overload: as many buyers a second as it is told, each of whom asks once, at their time. Prints what came back as
 * {@code key=value} lines: {@link PacedResult}.
 */
final class PacedLoad {
    /** {@code server-pid} and {@code postgres-pid} (the postmaster) are watched for processor time; 0 is nobody. */
    static final NamedValues DEFAULTS = NamedValues.defaults(
            "host=127.0.0.1",
            "port=0",
            "connections=4000",
            "per-second=1000",
            "seconds=5",
            "sale=paced",
            "server-pid=0",
            "postgres-pid=0",
            "secret-file=");

    private PacedLoad() {}

    public static void main(String[] arguments) throws IOException {
        NamedValues settings = DEFAULTS.with(arguments);
        int perSecond = settings.number("per-second");
        int seconds = settings.number("seconds");
        Order order = new Order(
                settings.text("host") + ":" + settings.text("port"),
                List.of(settings.text("sale")),
                List.of("{\"quantity\":1}"),
                "paced-",
                StormLoad.secret(settings));
        ReservationRequests buyers = ReservationRequests.of(order, 0, Math.multiplyExact(perSecond, seconds));
        InetSocketAddress server = new InetSocketAddress(settings.text("host"), settings.number("port"));
        try (PacedClient client = new PacedClient(server, settings.number("connections"))) {
            Watch watch = new Watch(settings.longNumbers("server-pid"), settings.longNumber("postgres-pid"), 0);
            Watch.Times before = watch.now();
            PacedTally tally = client.run(buyers, perSecond, Duration.ofSeconds(seconds));
            PacedResult.of(tally, watch.now().since(before)).lines().forEach(IO::println);
        }
    }
}
