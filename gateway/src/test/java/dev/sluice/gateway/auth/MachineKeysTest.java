package dev.sluice.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.port.ApiKey;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.Scope;
import dev.sluice.gateway.FakeKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** By a clock of its own: what is believed for how long does not depend on how fast a machine is. */
final class MachineKeysTest {
    private static final long START_MILLIS = 1_800_000_000_000L;
    private static final int PATIENCE_SECONDS = 60;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final AtomicLong millis = new AtomicLong(START_MILLIS);
    private final FakeKeys ledger = new FakeKeys();
    private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
    private final MachineKeys keys = new MachineKeys(ledger, clock, nanos::get);

    @Test
    void aKeyActsAsItsOwner() {
        KeyText text = make("mia", 0);

        assertThat(keys.verifyNow(text.text())).as("nothing is known yet").isNull();
        Principal machine = keys.verifyLater(text.text()).join();

        assertThat(machine.subject()).isEqualTo("mia");
        assertThat(machine.key().id()).isEqualTo(text.id());
        assertThat(machine.isOperator()).isFalse();
        assertThat(keys.verifyNow(text.text())).isSameAs(machine);
        assertThat(text.toString()).doesNotContain(text.text().substring(20));
    }

    /** So that what it watches ends with it. */
    @Test
    void whoHasAKeyIsKnownForAsLongAsItIsGood() {
        assertThat(keys.verifyLater(make("mia", 0).text()).join().expiresSeconds())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(keys.verifyLater(make("mia", START_MILLIS + 5_000).text())
                        .join()
                        .expiresSeconds())
                .isEqualTo(START_MILLIS / 1_000 + 5);
    }

    /** Whichever gateway it was used at: what was asked before is of no use then. */
    @Test
    void aRevokedKeyIsOfNoUseASecondLater() {
        KeyText text = make("mia", 0);
        keys.verifyLater(text.text()).join();

        ledger.revoke(text.id(), null, "mia", START_MILLIS);
        pass(MachineKeys.BELIEVED);
        assertThat(keys.verifyNow(text.text())).as("believed so long").isNotNull();
        // That asked anew, and whoever joins it hears the news.
        assertRefusedLater(text.text());
        pass(Duration.ofNanos(MachineKeys.BELIEVED.toNanos() + 1));
        assertThat(keys.verifyNow(text.text())).as("no longer").isNull();
        assertRefusedLater(text.text());
        assertThat(MachineKeys.BELIEVED).isLessThan(Duration.ofSeconds(1));
    }

    /** Who goes on with what a key began asks for nothing; so what is known is renewed for them, and they do not wait for it. */
    @Test
    void whoeverGoesOnWithAKeyHearsThatItIsRevoked() {
        KeyText text = make("mia", 0);
        ApiKey key = keys.verifyLater(text.text()).join().key();
        assertThat(keys.isStillGood(key)).isTrue();

        ledger.revoke(text.id(), null, "mia", START_MILLIS);
        assertThat(keys.isStillGood(key)).as("not asked again so soon").isTrue();
        pass(Duration.ofSeconds(1));
        Await.until("it is known", () -> !keys.isStillGood(key));

        ApiKey brief = keys.verifyLater(make("mia", START_MILLIS + 5_000).text())
                .join()
                .key();
        assertThat(keys.isStillGood(brief)).isTrue();
        millis.addAndGet(5_000);
        assertThat(keys.isStillGood(brief)).isFalse();
    }

    /** An answer that was long under way is as old as its question. */
    @Test
    void whoJoinsAQuestionThatWasAskedLongAgoAsksAgain() {
        KeyText text = make("mia", 0);
        ledger.holdNext();
        CompletableFuture<Principal> early = keys.verifyLater(text.text());
        ledger.awaitHeld();
        pass(Duration.ofSeconds(2));
        CompletableFuture<Principal> late = keys.verifyLater(text.text());
        ledger.revoke(text.id(), null, "mia", START_MILLIS);
        assertThat(early).isNotDone();
        assertThat(late).isNotDone();
        ledger.letGo();

        assertThat(early.join().subject()).isEqualTo("mia");
        assertThatThrownBy(late::join).hasCauseInstanceOf(UnauthorizedException.class);
    }

    @Test
    void whateverIsWrongWithAKeyIsRefusedAlike() {
        KeyText good = make("mia", 0);
        KeyText others = make("otto", 0);
        KeyText brief = make("mia", START_MILLIS + 1_000);
        KeyText revoked = make("mia", 0);
        ledger.revoke(revoked.id(), null, "mia", START_MILLIS);
        keys.verifyLater(good.text()).join();
        assertThat(keys.verifyNow(brief.text())).isNotNull();
        millis.addAndGet(1_000);

        String secret = good.text().substring(17);
        List<String> bad = List.of(
                "slk_",
                "slk_x",
                good.text() + "A",
                good.text().substring(0, good.text().length() - 1),
                good.text().substring(0, good.text().length() - 1)
                        + (good.text().endsWith("A") ? "B" : "A"),
                "slk_" + others.id() + "_" + secret,
                "slk_000000000000_" + secret,
                KeyText.random().text(),
                revoked.text(),
                brief.text(),
                good.text().toUpperCase().replace("SLK_", "slk_"));
        assertThat(bad)
                .allSatisfy(token -> assertThatThrownBy(() -> keys.verifyNow(token))
                        .isInstanceOf(UnauthorizedException.class)
                        .hasMessage("the key is not good"));
        assertThat(keys.refused()).isEqualTo(bad.size());
        assertThat(keys.verifyNow(good.text())).isNotNull();
    }

    @Test
    void guessesAskTheLedgerNothing() {
        KeyText good = make("mia", 0);
        keys.verifyLater(good.text()).join();
        int asked = ledger.asked();

        for (int i = 0; i < 10_000; i++) {
            String guess = KeyText.random().text();
            assertThatThrownBy(() -> keys.verifyNow(guess)).isInstanceOf(UnauthorizedException.class);
        }
        assertThat(ledger.asked()).isEqualTo(asked);
    }

    /** Who may ask is not known then, so nobody is let in; nor is the ledger asked for each. */
    @Test
    void withoutTheLedgerNobodyIsLetInForLong() {
        KeyText good = make("mia", 0);
        keys.verifyLater(good.text()).join();
        ledger.failWith(new LedgerUnavailableException("away", null));
        pass(MachineKeys.BELIEVED);
        assertThat(keys.verifyNow(good.text())).isNotNull();
        pass(Duration.ofMillis(1));

        int asked = ledger.asked();
        for (int i = 0; i < 5; i++) {
            assertThat(keys.verifyNow(good.text())).isNull();
            assertThatThrownBy(() -> keys.verifyLater(good.text()).join()).hasCauseInstanceOf(LedgerException.class);
        }
        assertThat(ledger.asked()).isLessThanOrEqualTo(asked + 2);
        ledger.failWith(null);
        pass(Duration.ofSeconds(1));
        assertThat(keys.verifyLater(good.text()).join().subject()).isEqualTo("mia");
    }

    @Test
    void theLastUseIsWrittenDownOnceAMinute() throws InterruptedException {
        KeyText text = make("mia", 0);
        keys.verifyLater(text.text()).join();
        assertThat(ledger.uses().poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).containsExactly(text.id());
        for (int i = 0; i < 59; i++) {
            millis.addAndGet(1_000);
            keys.verifyNow(text.text());
        }
        make("otto", 0);
        pass(Duration.ofSeconds(1));
        keys.verifyLater(text.text()).join();
        assertThat(ledger.uses()).isEmpty();

        millis.addAndGet(1_000);
        keys.verifyNow(text.text());
        assertThat(ledger.uses().poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).containsExactly(text.id());
    }

    private KeyText make(String owner, long expiresAtMillis) {
        KeyText text = KeyText.random();
        ApiKey key = new ApiKey(
                text.id(), "a machine", owner, false, List.of(Scope.READ), owner, START_MILLIS, expiresAtMillis);
        ledger.create(key, text.digest());
        return text;
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void assertRefusedLater(String token) {
        assertThatThrownBy(() -> keys.verifyLater(token).join()).hasCauseInstanceOf(UnauthorizedException.class);
    }
}
