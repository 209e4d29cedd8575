package dev.sluice.gateway.guard;

import dev.sluice.engine.port.Quota;
import dev.sluice.engine.quota.Allowances;
import dev.sluice.gateway.address.Address;
import dev.sluice.gateway.address.Clients;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.sale.Guards;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Refuses whoever asks for too much: an address before anything is known of the request, a user once that is known. What is left is told as
 * draft-ietf-httpapi-ratelimit-headers-10 has it: to whoever is refused; to a user with every answer that is theirs alone, but for those
 * to purchases, which say it when less than half is left. Any thread may use it.
 */
public final class RateLimits {
    private static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("RateLimit");
    private static final CharSequence RATE_LIMIT_POLICY = HttpHeaders.createOptimized("RateLimit-Policy");

    private static final int USERS = 500_000;
    private static final int ADDRESSES = 250_000;

    private final LimitConfig config;
    private final Clients clients;
    private final GuardFigures figures;
    private final long seed;
    private final Allowances users;
    private final Allowances addresses;
    private final GuardPorts ports;
    private volatile Allowances sales;
    private final Policy perUser;
    private final Policy perAddress;

    /** A limit with its name on the wire. */
    private record Policy(String name, Quota.Limit limit, CharSequence told) {
        Policy(String name, Quota.Limit limit) {
            this(
                    name,
                    limit,
                    HttpHeaders.createOptimized("\"" + name + "\";q=" + limit.units() + ";w=" + limit.seconds()));
        }

        void tell(HttpServerResponse response, long aheadNanos) {
            response.headers()
                    .set(RATE_LIMIT_POLICY, told)
                    .set(RATE_LIMIT, "\"" + name + "\";r=" + limit.left(aheadNanos) + ";t=" + seconds(aheadNanos));
        }

        private static long seconds(long nanos) {
            return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
        }
    }

    /** @param seed of the keys that are counted by: secret, and the same at all gateways */
    public RateLimits(LimitConfig config, Clients clients, GuardPorts ports, long seed, GuardFigures figures) {
        this.config = config;
        this.clients = clients;
        this.figures = figures;
        this.seed = seed;
        users = config.on() ? Sharing.allowances("u", USERS, ports) : null;
        addresses = config.on() ? Sharing.allowances("a", ADDRESSES, ports) : null;
        this.ports = ports;
        perUser = new Policy("user", config.perUser());
        perAddress = new Policy("address", config.perAddress());
    }

    /** Whether too much comes from where this does; it is answered then. */
    public boolean refuses(HttpServerRequest request) {
        if (!config.on()) {
            return false;
        }
        Address address = clients.of(request);
        if (address == null || address.isLoopback() || config.exempt().contains(address)) {
            return false;
        }
        int cost = RouteClass.of(request.method(), request.path()).cost();
        if (cost == 0) {
            return false;
        }
        Address together = address.together(config.v6Bits());
        long key = Allowances.key(seed, together.high(), together.low());
        long taken = addresses.take(key, config.perAddress(), cost, System.nanoTime());
        if (taken >= 0) {
            return false;
        }
        figures.count(GuardKind.ADDRESS_LIMIT);
        Answers.unread(request, refusal(request.response(), perAddress, cost, -taken));
        return true;
    }

    /**
     * Counts what a user asks for.
     *
     * @throws ProblemException if it is too much
     */
    public void count(HttpServerRequest request, String user) {
        if (!config.on()) {
            return;
        }
        RouteClass asked = RouteClass.of(request.method(), request.path());
        if (asked.cost() == 0) {
            return;
        }
        long key = Allowances.key(seed, user);
        long taken = users.take(key, config.perUser(), asked.cost(), System.nanoTime());
        if (taken < 0) {
            figures.count(GuardKind.USER_LIMIT);
            throw new ProblemException(refusal(request.response(), perUser, asked.cost(), -taken));
        }
        if (asked != RouteClass.PURCHASE || taken > config.perUser().nanos() / 2) {
            perUser.tell(request.response(), taken);
        }
    }

    /**
     * Counts what a user asks one sale for, where its merchant set how often one may.
     *
     * @param byMachine whether a machine asks in their name: all for whom it asks come from its address
     * @throws ProblemException if it is too often
     */
    public void count(HttpServerRequest request, String user, int sale, Guards guards, boolean byMachine) {
        if (guards.ratePerUser() != null) {
            long key = Allowances.key(seed, sale, Allowances.key(seed, user));
            count(request, guards.ratePerUser(), key, "sale-user", GuardKind.SALE_USER_LIMIT);
        }
        Address address = guards.ratePerAddress() == null || byMachine ? null : clients.of(request);
        if (address != null && !config.exempt().contains(address)) {
            Address together = address.together(config.v6Bits());
            long key = Allowances.key(seed, ~sale, Allowances.key(seed, together.high(), together.low()));
            count(request, guards.ratePerAddress(), key, "sale-address", GuardKind.SALE_ADDRESS_LIMIT);
        }
    }

    private void count(HttpServerRequest request, Guards.Rate rate, long key, String name, GuardKind guard) {
        Quota.Limit limit = new Quota.Limit(rate.requests(), rate.seconds());
        long taken = ofSales().take(key, limit, 1, System.nanoTime());
        if (taken < 0) {
            figures.count(guard);
            throw new ProblemException(refusal(request.response(), new Policy(name, limit), 1, -taken));
        }
    }

    /** Made when a sale first wants it. */
    private Allowances ofSales() {
        Allowances made = sales;
        return made == null ? makeOfSales() : made;
    }

    private synchronized Allowances makeOfSales() {
        if (sales == null) {
            sales = Sharing.allowances("s", USERS, ports);
        }
        return sales;
    }

    private static Problem refusal(HttpServerResponse response, Policy policy, int cost, long waitNanos) {
        policy.tell(response, policy.limit.nanos() - policy.limit.nanosOf(cost) + waitNanos);
        return Problem.of(429, "RATE_LIMITED", "Too many requests", "you ask too often; come back later")
                .after(Duration.ofNanos(waitNanos));
    }
}
