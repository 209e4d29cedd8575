package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.node.Parts;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.AtOnce;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.merchant.Merchant;
import dev.sluice.engine.port.Role;
import dev.sluice.gateway.address.ClientConfig;
import dev.sluice.gateway.guard.CaptchaConfig;
import dev.sluice.gateway.guard.GuardConfig;
import dev.sluice.gateway.guard.LimitConfig;
import dev.sluice.gateway.overload.OverloadConfig;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.queue.embedded.EmbeddedRedis;
import dev.sluice.queue.redis.RedisConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More come to two gateways than a slow database can serve: a ticket service behind Redis decides. */
@Timeout(300)
final class OverloadTest {
    /** As PostgreSQL counts it. Longer than anybody is to wait. */
    private static final int COMMIT_MICROS = 100_000;

    private static final GuardConfig GUARDS =
            new GuardConfig(ClientConfig.DIRECT, LimitConfig.OFF, CaptchaConfig.DEFAULT, new OverloadConfig(true, 20));
    private static final SaleSpec SALE = SaleSpec.holding("sale", 1_000_000, 4, 3_600);
    private static final int INSIDE = 12;
    private static final int AT_A_TIME = 100;
    private static final long PAUSE_MILLIS = 20;
    private static final int SOME = 20;

    @TempDir
    static Path folder;

    private static final Parts PARTS = new Parts();
    private static List<ShopClient> gateways;
    private static Merchant merchant;

    private final AtomicInteger users = new AtomicInteger();
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();

    /** What somebody new heard. */
    private record Told(Visitor visitor, Answer answer) {
        boolean isBusy() {
            return answer.isBusy();
        }

        /** By the receipt they got, at the gateway that gave it. */
        void awaitHold() {
            Await.until(
                    "what was taken in is decided",
                    () -> visitor.get(answer.header("Location")),
                    found -> found.status() == 200 && "HELD".equals(found.text("/status")));
        }
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException, SQLException {
        EmbeddedRedis redis = PARTS.add("redis", EmbeddedRedis.single(folder));
        RedisConfig config = RedisConfig.of(redis.url(), redis.password());
        ClusterNode.Ground ground = new ClusterNode.Ground(slow(TestDatabases.migrated()), config);
        ClusterNode ticket =
                PARTS.add("ticket", new ClusterNode("ticket", EnumSet.of(Role.TICKET, Role.ADMIN), ground));
        merchant = new Merchant(ticket.client());
        gateways = List.of(gateway("one", ground), gateway("other", ground));
        merchant.create(SALE);
    }

    private static ShopClient gateway(String name, ClusterNode.Ground ground) {
        return PARTS.add(name, new ClusterNode(name, EnumSet.of(Role.GATEWAY, Role.ADMIN), ground.withGuards(GUARDS)))
                .client();
    }

    /** Whose commits take long, as on a slow disk. */
    private static DatabaseConfig slow(DatabaseConfig database) throws SQLException {
        String name = database.url().substring(database.url().lastIndexOf('/') + 1);
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " SET commit_siblings = 0");
            statement.execute("ALTER DATABASE " + name + " SET commit_delay = " + COMMIT_MICROS);
        }
        return database;
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    @Test
    void whoIsInsideIsServedWhileNewcomersAreToldToComeBack() {
        List<String> inside = new ArrayList<>();
        for (int i = 0; i < INSIDE; i++) {
            Visitor visitor = gateways.get(i % 2).as("inside-" + i);
            inside.add(Await.until(
                            "sold there",
                            () -> visitor.buy(SALE.id(), "key", 1),
                            answer -> answer.status() == 201 || answer.status() == 200)
                    .id());
        }
        AtomicBoolean over = new AtomicBoolean();
        Thread crowd = Thread.ofPlatform().start(() -> storm(over));
        try {
            Await.until("somebody is told to come back", () -> told.stream().anyMatch(Told::isBusy));
            for (int i = 0; i < INSIDE; i++) {
                Visitor visitor = gateways.get(i % 2).as("inside-" + i);
                serve(visitor, inside.get(i), i % 3 == 0);
            }
        } finally {
            over.set(true);
            join(crowd);
        }
        assertThat(told).allSatisfy(one -> assertThat(one.answer().status()).isIn(201, 202, 503));
        assertThat(told).filteredOn(one -> one.answer().status() == 503).allMatch(Told::isBusy);
        assertThat(told.stream()
                        .filter(Told::isBusy)
                        .map(one -> one.answer().header("Retry-After"))
                        .distinct())
                .as("they do not all come back at once")
                .hasSizeGreaterThan(1);
        List<Told> taken =
                told.stream().filter(one -> one.answer().status() == 202).toList();
        assertThat(taken).isNotEmpty();
        taken.stream().limit(SOME).forEach(Told::awaitHold);
        Await.until(
                "there is room again",
                () -> gateways.getFirst().as("late").buy(SALE.id(), "key", 1).isSuccess());
        assertThat(merchant.balances(SALE.id())).isTrue();
    }

    private static void serve(Visitor visitor, String reservation, boolean givesBack) {
        String path = "/v1/reservations/" + reservation;
        assertThat(visitor.get(path).expect(200).text("/status")).isEqualTo("HELD");
        Answer again = visitor.with("Prefer", "wait=10").buy(SALE.id(), "key", 1);
        assertThat(again.isSuccess()).as(again.toString()).isTrue();
        assertThat(again.id()).isEqualTo(reservation);
        if (givesBack) {
            assertThat(visitor.delete(path).expect(200).text("/status")).isEqualTo("CANCELLED");
        } else {
            String payment = visitor.openPayment(reservation).expect(201).id();
            assertThat(visitor.answerPayment(payment, "pay").status()).isLessThan(400);
            visitor.awaitReservation(reservation, "CONFIRMED");
        }
    }

    private void storm(AtomicBoolean over) {
        List<Integer> places = IntStream.range(0, AT_A_TIME).boxed().toList();
        AtOnce.each(places, AT_A_TIME, place -> {
            while (!over.get()) {
                Visitor visitor = gateways.get(place % 2).as("new-" + users.incrementAndGet());
                told.add(new Told(visitor, visitor.with("Prefer", "wait=0").buy(SALE.id(), "key", 1)));
                Await.pause(PAUSE_MILLIS); // so that those inside find a processor
            }
            return place;
        });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
