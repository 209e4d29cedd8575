package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Await;
import dev.sluice.engine.writer.LiveSale;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However long a failure lasts and however often it is met, the log says it once. */
final class QuietLogTest {
    /** A failure that lasts, and what else was to be said of it. */
    private static final int FEW = 3;

    private static RunningSluice sluice;
    private static int last;

    private final List<String> names = List.of("a" + ++last, "b" + last, "c" + last);

    @BeforeAll
    static void start() {
        sluice = RunningSluice.start();
    }

    @AfterAll
    static void stop() {
        sluice.close();
    }

    @BeforeEach
    void sell() {
        names.forEach(name -> TestSale.of(name).units(1_000).create(sluice));
    }

    @AfterEach
    void mend() {
        sluice.forge("DROP TRIGGER IF EXISTS fail ON reservation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk_full", "insufficient_privilege", "deadlock_detected", "admin_shutdown"})
    void anOutageIsSaidOnceHoweverManySalesMeetIt(String condition) {
        fail("INSERT", "true", condition);
        long before = loads(names.getFirst());
        try (LogLines log = new LogLines()) {
            names.forEach(name -> sluice.user("ann").with("Prefer", "wait=0").buy(name, "k", 1));
            Await.until("it was tried often", () -> loads(names.getFirst()) >= before + 5);

            assertThat(said(log)).hasSizeLessThanOrEqualTo(FEW);
            mend();
            names.forEach(this::awaitRunning);
            assertThat(said(log)).hasSizeLessThanOrEqualTo(FEW);
        }
    }

    @Test
    void whoeverSendsOneAfterTheOtherThatCannotBeKeptFillsNoLog() {
        fail("INSERT", "NEW.user_id LIKE 'bad%'", "untranslatable_character");
        try (LogLines log = new LogLines()) {
            for (int i = 0; i < 12; i++) {
                assertThat(sluice.user("bad" + i).buy(names.getFirst(), "k", 1).status())
                        .isIn(400, 202, 503);
            }
            awaitRunning(names.getFirst());
            // Said every ten seconds at most.
            assertThat(said(log)).hasSizeBetween(1, 12);
        }
    }

    @Test
    void aSaleThatIsBrokenIsSaidOnce() {
        String sale = names.getFirst();
        try (LogLines log = new LogLines()) {
            sluice.forge("UPDATE tier SET sold = sold + 1 WHERE sale = " + number(sale));
            fail("INSERT", "true", "check_violation");
            sluice.user("ann").buy(sale, "k", 1);
            Await.until("it broke", () -> state(sale) == LiveSale.State.BROKEN);
            for (int i = 0; i < 3; i++) {
                awaitAnotherAttempt(sale);
            }
            assertThat(said(log))
                    .as("that it broke, and that it does not add up")
                    .hasSizeBetween(1, 2);
            sluice.forge("UPDATE tier SET sold = sold - 1 WHERE sale = " + number(sale));
        }
    }

    @Test
    void whatIsSetAsideIsSaidOnce() {
        String sale = names.getFirst();
        String held = sluice.user("eve").buy(sale, "k", 1).id();
        fail("UPDATE", "NEW.id = '" + held + "' AND NEW.status <> OLD.status", "data_exception");
        try (LogLines log = new LogLines()) {
            for (int i = 0; i < 3; i++) {
                awaitAnotherAttempt(sale);
                awaitRunning(sale);
            }
            assertThat(said(log)).hasSize(1).allMatch(line -> line.contains(held));
            assertThat(sluice.visitor().get("/health/ready").list("/warnings").toString())
                    .contains(sale);
            assertThat(sluice.operator().get("/v1/admin/operations").at("/aside/0/reservations"))
                    .isEqualTo(List.of(held));
        }
    }

    /** A row that nobody can read any more is not asked for by the sale's writer until somebody looks. */
    @Test
    void aRowThatCannotBeReadConcernsWhoeverAsksForItAlone() {
        String sale = names.getFirst();
        String spoilt = sluice.user("kim").buy(sale, "k", 1).id();
        String good = sluice.user("lee").buy(sale, "k", 1).id();
        sluice.user("kim").delete("/v1/reservations/" + spoilt);
        sluice.user("lee").delete("/v1/reservations/" + good);
        sluice.forge("UPDATE reservation SET reason = 'WHIM' WHERE id = '" + spoilt + "'");
        long before = loads(sale);
        try (LogLines log = new LogLines()) {
            for (int i = 0; i < 3; i++) {
                assertThat(sluice.user("kim").get("/v1/reservations/" + spoilt).reason())
                        .isEqualTo("UNREADABLE");
                assertThat(sluice.user("lee").get("/v1/reservations/" + good).text("/status"))
                        .isEqualTo("CANCELLED");
            }
            assertThat(said(log)).hasSize(1).allMatch(line -> line.contains(spoilt));
        }
        assertThat(loads(sale)).isEqualTo(before);
        assertThat(sluice.user("kim").buy(sale, "another", 1).status()).isEqualTo(201);
    }

    /** The pools' own lines are left out, as in what is shipped. */
    private static List<String> said(LogLines log) {
        return log.texts().stream()
                .filter(line -> !line.startsWith("com.zaxxer.hikari"))
                .toList();
    }

    private static void fail(String at, String when, String condition) {
        sluice.forge("CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF " + when
                + " THEN RAISE EXCEPTION 'made by a test' USING ERRCODE = '" + condition
                + "'; END IF; RETURN NEW; END $$;"
                + " CREATE TRIGGER fail BEFORE " + at + " ON reservation FOR EACH ROW EXECUTE FUNCTION fail();");
    }

    private void awaitRunning(String sale) {
        Await.until(sale + " runs", () -> state(sale) == LiveSale.State.RUNNING);
    }

    /** The clock goes on while it is waited for: an attempt that has just ended sets the time of the next. */
    private static void awaitAnotherAttempt(String sale) {
        long before = loads(sale);
        AtomicLong nextNanos = new AtomicLong(System.nanoTime());
        Await.until("it is tried", () -> {
            if (System.nanoTime() >= nextNanos.get()) {
                sluice.clock.advance(Duration.ofHours(1));
                nextNanos.set(System.nanoTime() + Duration.ofSeconds(1).toNanos());
            }
            return loads(sale) > before;
        });
    }

    private static LiveSale.State state(String sale) {
        return sluice.sales.find(sale).state();
    }

    private static int number(String sale) {
        return sluice.sales.find(sale).number();
    }

    private static long loads(String sale) {
        return Long.parseLong(sluice.stored("SELECT epoch FROM writer WHERE sale = " + number(sale)));
    }
}
