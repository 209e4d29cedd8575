package dev.sluice.bench;

import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.load.PacedClient;
import dev.sluice.crowd.load.RequestSource;
import dev.sluice.crowd.load.ReservationRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A crowd that comes to a sale for a picture of its board: it swells and ebbs, and some of it pays. Bounded: {@value #SECONDS} seconds. */
final class BoardCrowd {
    private static final List<String> BODIES =
            List.of("{\"tier\":\"standing\",\"quantity\":1}", "{\"tier\":\"seated\",\"quantity\":2}");

    private static final int SECONDS = 75;
    private static final int MOST = 3_000;
    private static final int CONNECTIONS = 16;
    private static final int LOOKS = 40;
    private static final int PAY = 4;
    /** In which a second's requests come, however long those took that look and pay. */
    private static final Duration SHORTEST = Duration.ofMillis(200);

    private static final double CREST = 25;
    private static final double SPREAD = 220;

    private BoardCrowd() {}

    /** Returns when it has gone. */
    static void come(URI page, String sale, String secret) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        URI root = URI.create(page.getScheme() + "://" + page.getAuthority());
        SignedTokens tokens = new SignedTokens(key, Instant.now().plusSeconds(600));
        ReservationRequests requests = ReservationRequests.of(
                new ReservationRequests.Order(page.getAuthority(), List.of(sale), BODIES, "fan-", key),
                0,
                MOST * SECONDS / 3);
        try (ShopClient shop = new ShopClient(root, tokens);
                PacedClient crowd =
                        new PacedClient(new InetSocketAddress(page.getHost(), page.getPort()), CONNECTIONS)) {
            for (int second = 0; second < SECONDS; second++) {
                Instant ends = Instant.now().plusSeconds(1);
                look(shop, sale, second);
                pay(shop, sale, second);
                Duration left = Duration.between(Instant.now(), ends);
                Duration length = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
                crowd.run(new From(requests, second * MOST / 3), size(second) * 1e9 / length.toNanos(), length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(int second) {
        double far = second - CREST;
        return Math.round(MOST * Math.exp(-far * far / SPREAD) * (0.9 + 0.1 * Math.sin(second))) + 40;
    }

    private static void look(ShopClient shop, String sale, int second) {
        for (int i = 0; i < Math.min(LOOKS, size(second) / 20); i++) {
            shop.anybody().get("/sales/" + sale);
        }
    }

    private static void pay(ShopClient shop, String sale, int second) {
        for (int i = 0; i < PAY; i++) {
            Visitor payer = shop.as("payer-" + second + "-" + i);
            var held = payer.reserve(sale, "k", BODIES.get(i % BODIES.size()));
            if (held.status() == 201) {
                payer.click(held.id(), "pay");
            }
        }
    }

    /** The same requests, from another one on. */
    private record From(ReservationRequests all, int first) implements RequestSource {
        @Override
        public int count() {
            return all.count();
        }

        @Override
        public int maxBytes() {
            return all.maxBytes();
        }

        @Override
        public void put(int index, ByteBuffer out) {
            all.put((first + index) % all.count(), out);
        }
    }
}
