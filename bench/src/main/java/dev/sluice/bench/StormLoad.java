package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.crowd.load.LoadClient;
import dev.sluice.crowd.load.LoadPhase;
import dev.sluice.crowd.load.LoadTally;
import dev.sluice.crowd.load.RequestSource;
import dev.sluice.crowd.load.ReservationRequests;
import dev.sluice.crowd.load.ReservationRequests.Order;
import dev.sluice.crowd.load.ResponseSink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The load process of the storm: prepares every buyer's request, wakes the server, sends them, and prints what came back as
 * {@code key=value} lines. {@code phase=measuring} is the line before the measured phase.
 *
 * <p>The key of the buyers' tokens comes from the file {@code secret-file}, or else from the environment as
 * {@code SLUICE_BENCH_SECRET}: command lines are there for everyone to read.
 */
final class StormLoad {
    static final String SECRET_VARIABLE = "SLUICE_BENCH_SECRET";

    /**
     * {@code requests} and {@code seconds} bound the measured phase, whichever comes first; more requests than {@code buyers} begin
     * again with the first buyer. With {@code sales} they spread over so many: {@code sale-1}, {@code sale-2}, … The waking goes to {@code wake-sale} with buyers of its own, so that it takes nothing from
     * {@code sale}. {@code bodies} names a file of what the buyers ask for in turns, one JSON object a line, instead of {@code tier} and
     * {@code quantity}. {@code heads} names a file of what each buyer shows instead of a token of their own: lines of a request's head, with tabs between, one buyer a
     * line. {@code server-pid} (several with commas between, a gateway first), {@code postgres-pid} (the postmaster) and
     * {@code redis-pid} are watched for processor time; 0 is nobody.
     */
    static final NamedValues DEFAULTS = NamedValues.defaults(
            "host=127.0.0.1",
            "port=0",
            "connections=512",
            "threads=1",
            "sale=storm",
            "sales=0",
            "tier=standard",
            "quantity=2",
            "bodies=",
            "heads=",
            "buyers=100000",
            "first-buyer=0",
            "requests=" + Long.MAX_VALUE,
            "seconds=5",
            "wake-sale=wake",
            "wake-buyers=20000",
            "wake-seconds=2",
            "server-pid=0",
            "postgres-pid=0",
            "redis-pid=0",
            "secret-file=");

    private StormLoad() {}

    public static void main(String[] arguments) throws IOException {
        NamedValues settings = DEFAULTS.with(arguments);
        byte[] secret = secret(settings);
        List<String> wakeSales = List.of(settings.text("wake-sale"));
        List<String> wakeBody = List.of("{\"quantity\":1}");
        RequestSource wake =
                requests(settings, secret, wakeSales, wakeBody, List.of(), "waker-", 0, settings.number("wake-buyers"));
        RequestSource storm = requests(
                settings,
                secret,
                sales(settings),
                bodies(settings),
                heads(settings),
                "buyer-",
                settings.number("first-buyer"),
                settings.number("buyers"));
        InetSocketAddress server = new InetSocketAddress(settings.text("host"), settings.number("port"));
        try (LoadClient client =
                new LoadClient(server, settings.number("connections"), settings.number("threads"), ResponseSink.NONE)) {
            client.run(new LoadPhase(wake, Long.MAX_VALUE, seconds(settings, "wake-seconds")));
            IO.println("phase=measuring");
            measure(client, storm, settings).lines().forEach(IO::println);
        }
    }

    private static LoadResult measure(LoadClient client, RequestSource storm, NamedValues settings) {
        Watch watch = new Watch(
                settings.longNumbers("server-pid"),
                settings.longNumber("postgres-pid"),
                settings.longNumber("redis-pid"));
        Watch.Times before = watch.now();
        LoadTally tally =
                client.run(new LoadPhase(storm, settings.longNumber("requests"), seconds(settings, "seconds")));
        return LoadResult.of(tally, watch.now().since(before));
    }

    private static RequestSource requests(
            NamedValues settings,
            byte[] secret,
            List<String> sales,
            List<String> bodies,
            List<String> heads,
            String user,
            int first,
            int count) {
        String host = settings.text("host") + ":" + settings.text("port");
        Order order = new Order(host, sales, bodies, heads, user, secret);
        return ReservationRequests.of(order, first, count);
    }

    private static List<String> sales(NamedValues settings) {
        String sale = settings.text("sale");
        int sales = settings.number("sales");
        return sales == 0
                ? List.of(sale)
                : IntStream.rangeClosed(1, sales)
                        .mapToObj(number -> sale + "-" + number)
                        .toList();
    }

    private static List<String> bodies(NamedValues settings) throws IOException {
        String file = settings.text("bodies");
        return file.isEmpty()
                ? List.of(
                        "{\"tier\":\"" + settings.text("tier") + "\",\"quantity\":" + settings.number("quantity") + "}")
                : Files.readAllLines(Path.of(file));
    }

    private static List<String> heads(NamedValues settings) throws IOException {
        String file = settings.text("heads");
        return file.isEmpty()
                ? List.of()
                : Files.readAllLines(Path.of(file)).stream()
                        .map(line -> line.replace("\t", "\r\n"))
                        .toList();
    }

    /** The key of the buyers' tokens. */
    static byte[] secret(NamedValues settings) throws IOException {
        String file = settings.text("secret-file");
        String secret = file.isEmpty() ? System.getenv(SECRET_VARIABLE) : Files.readString(Path.of(file));
        if (secret == null || secret.isBlank()) {
            throw new IllegalArgumentException("no secret: set " + SECRET_VARIABLE + " or --secret-file");
        }
        return secret.strip().getBytes(UTF_8);
    }

    private static Duration seconds(NamedValues settings, String key) {
        return Duration.ofSeconds(settings.number(key));
    }
}
