package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.ApiKey;
import dev.sluice.engine.port.ApiKeys;
import dev.sluice.engine.port.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class PostgresApiKeysTest {
    private static final long NOW = 1_800_000_000_000L;

    private final ApiKeys keys = TestServer.database().apiKeys();
    private final String owner = "owner-" + UUID.randomUUID();

    @Test
    void whatWasMadeIsKnownWithAllThatItIs() {
        ApiKey key = key("a", NOW + 1);
        byte[] digest = digest(7);

        assertThat(keys.create(key, digest)).isTrue();

        ApiKeys.Stored stored = stored(key.id(), NOW);
        assertThat(stored.key()).isEqualTo(key);
        assertThat(stored.digest()).isEqualTo(digest);
        assertThat(stored(key.id(), NOW + 1)).as("expired").isNull();
        assertThat(keys.list(owner, Long.MAX_VALUE, 10))
                .extracting(ApiKeys.Listed::key)
                .containsExactly(key);
    }

    @Test
    void aVersionMovesWithWhatIsMadeAndRevokedAndNothingElse() {
        ApiKey key = key("a", 0);
        long before = keys.all(-1, NOW).version();
        keys.create(key, digest(1));
        long made = keys.all(-1, NOW).version();
        assertThat(made).isGreaterThan(before);
        assertThat(keys.all(made, NOW).keys()).as("nothing has changed").isNull();

        keys.used(List.of(key.id()), NOW + 5);
        keys.used(List.of(key.id()), NOW + 3);
        assertThat(keys.all(made, NOW).keys()).isNull();
        assertThat(keys.list(owner, Long.MAX_VALUE, 1).getFirst().key().usedAtMillis())
                .as("the later one")
                .isEqualTo(NOW + 5);

        assertThat(keys.revoke(key.id(), owner, "me", NOW)).isTrue();
        assertThat(keys.all(made, NOW).version()).isGreaterThan(made);
        assertThat(stored(key.id(), NOW)).isNull();
    }

    @Test
    void aKeyIsRevokedOnceByItsOwnerOrAnOperator() {
        ApiKey key = key("a", 0);
        keys.create(key, digest(1));
        assertThat(keys.revoke(key.id(), "another", "me", NOW)).isFalse();
        assertThat(stored(key.id(), NOW)).isNotNull();

        assertThat(keys.revoke(key.id(), owner, "me", NOW)).isTrue();
        assertThat(keys.revoke(key.id(), null, "you", NOW + 9)).isTrue();

        ApiKey listed = keys.list(owner, Long.MAX_VALUE, 1).getFirst().key();
        assertThat(listed.revokedBy()).isEqualTo("me");
        assertThat(listed.revokedAtMillis()).isEqualTo(NOW);
    }

    /** Who asks beside others comes after them, so that none slips by. */
    @Test
    void noMoreThanAnOwnerMayHaveAreMadeAtOnce() throws Exception {
        int wanted = ApiKeys.MAX_OF_OWNER + 20;
        List<Future<Boolean>> made = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < wanted; i++) {
                ApiKey key = key("k" + i, 0);
                Callable<Boolean> making = () -> keys.create(key, digest(1));
                made.add(threads.submit(making));
            }
        }
        int kept = 0;
        for (Future<Boolean> one : made) {
            kept += one.get() ? 1 : 0;
        }
        assertThat(kept).isEqualTo(ApiKeys.MAX_OF_OWNER);
        assertThat(keys.list(owner, Long.MAX_VALUE, wanted)).hasSize(ApiKeys.MAX_OF_OWNER);
    }

    @Test
    void whatHasLongBeenOfNoUseIsForgotten() {
        ApiKey good = key("good", 0);
        ApiKey revoked = key("revoked", 0);
        ApiKey expired = key("expired", NOW + 1);
        for (ApiKey key : List.of(good, revoked, expired)) {
            keys.create(key, digest(1));
        }
        keys.revoke(revoked.id(), owner, "me", NOW);

        keys.forget(NOW);
        assertThat(keys.list(owner, Long.MAX_VALUE, 9)).hasSize(3);
        keys.forget(NOW + 2);

        assertThat(keys.list(owner, Long.MAX_VALUE, 9))
                .extracting(ApiKeys.Listed::key)
                .containsExactly(good);
    }

    private ApiKey key(String name, long expiresAtMillis) {
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return new ApiKey(id, name, owner, false, List.of(Scope.SELL, Scope.CHECK_IN), "who", NOW, expiresAtMillis);
    }

    private ApiKeys.Stored stored(String id, long nowMillis) {
        return keys.all(-1, nowMillis).keys().stream()
                .filter(stored -> stored.key().id().equals(id))
                .findAny()
                .orElse(null);
    }

    private static byte[] digest(int first) {
        byte[] digest = new byte[32];
        digest[0] = (byte) first;
        return digest;
    }
}
