package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.crowd.goods.SaleDraft;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.merchant.Merchant;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A shop with every guard at its door: a blocklist of users and ranges, limits of users and addresses in all, and sales that want a pass, a
 * captcha, people who are on a list, have limits of their own, and look closely at whoever is suspect. Any thread may use it.
 */
final class GuardedShop implements AutoCloseable {
    /** Whoever connects from this machine is a proxy; captchas are set and checked as ever, and solved soon. */
    static final List<String> OPTIONS = List.of(
            "--set",
            "http.trusted-proxies=127.0.0.0/8",
            "--set",
            "limits.user-units=5000",
            "--set",
            "captcha.work=100",
            "--set",
            "captcha.most-work=100",
            "--set",
            "captcha.calm-per-second=1000000");

    /** Which names the client of whoever is a proxy. */
    static final String CLIENT = "X-Forwarded-For";

    private static final String LIST = "members";
    private static final String GUARDS = """
            {"pass": true, "captcha": "ALTCHA", "eligible": {"list": "members"}, "slowLane": true,
             "rate": {"perUser": {"requests": 1000, "seconds": 10}, "perAddress": {"requests": 5000, "seconds": 10}}}""";
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final int BLOCKED = 50_000;
    private static final int AT_A_TIME = 10_000;

    private final ShopClient shop;
    private final Merchant merchant;
    private final Visitor operator;

    GuardedShop(URI server, String secret) {
        shop = new ShopClient(
                server, new SignedTokens(secret.getBytes(UTF_8), Instant.now().plus(Duration.ofDays(1))));
        merchant = new Merchant(shop);
        operator = shop.as("operator", "operator");
    }

    /** Blocks as many users and ranges, none of them of {@link #address}. */
    void block() {
        for (int made = 0; made < BLOCKED; made += AT_A_TIME) {
            String table = IntStream.range(made, made + AT_A_TIME)
                    .mapToObj(i -> "blocked-" + i + ",,bots\n,11." + (i >> 12) + "." + (i >> 4 & 255) + "."
                            + 16 * (i & 15) + "/28,bots\n")
                    .collect(Collectors.joining("", "user,addresses,reason\n", ""));
            operator.with("Content-Type", "text/csv")
                    .send("POST", "/v1/admin/blocklist/import", BodyPublishers.ofString(table))
                    .expect(201);
        }
    }

    /** An open sale with every guard. */
    void create(String id, int limitPerUser, String inventory) {
        merchant.create(SaleDraft.of(id)
                .time("opensAt", LONG_AGO)
                .number("limitPerUser", limitPerUser)
                .with("guards", GUARDS)
                .inventory(inventory));
    }

    /** Puts these on the list of a sale. */
    void admit(String sale, List<String> users) {
        operator.with("Content-Type", "text/csv")
                .send(
                        "POST",
                        "/v1/admin/sales/" + sale + "/lists/" + LIST + "/import",
                        BodyPublishers.ofString("user\n" + String.join("\n", users) + "\n"))
                .expect(201);
    }

    /** Somebody who asks through the proxy, from an address of their own. */
    Visitor visitor(String user, int number) {
        return shop.as(user).with(CLIENT, address(number));
    }

    /** Somebody who shows a pass. */
    Visitor withPass(String pass, int number) {
        return shop.anybody().withToken(pass).with(CLIENT, address(number));
    }

    /** Whose it is whose number this is. */
    static String address(int number) {
        return "100." + (64 + (number >> 16 & 63)) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    /** A pass for a sale, after a captcha is solved. */
    static String pass(String sale, Visitor user) {
        String solution = Puzzle.solve(
                        user.get("/v1/sales/" + sale + "/challenge").expect(200).json())
                .solution();
        return user.post("/v1/sales/" + sale + "/pass", "{\"solution\": \"" + solution + "\"}")
                .expect(201)
                .text("/pass");
    }

    @Override
    public void close() {
        shop.close();
    }
}
