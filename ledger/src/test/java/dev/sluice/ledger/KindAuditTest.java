package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Audit;
import dev.sluice.format.store.KindStores;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every check of every kind is seen to fail on rows that were made wrong, behind the back of the triggers. */
final class KindAuditTest {
    private static final Map<String, String> SEATED = Map.of(
            "seats-are-of-the-map", "UPDATE reservation SET units = '{1000000}' WHERE sale = ? AND ordinal = 2",
            "seat-has-one-owner", "UPDATE reservation SET units = '{4}' WHERE sale = ? AND ordinal = 2",
            "reservation-has-its-seats", "UPDATE reservation SET units = null WHERE sale = ? AND ordinal = 2",
            "seats-match-rows", "DELETE FROM seat_taken WHERE sale = ? AND seat = 4",
            "withheld-seats-match-sale", "UPDATE sale SET inventory = '{\"withheld\": [9]}' WHERE number = ?");

    private static final Map<String, String> JOURNEY = Map.of(
            "seats-are-of-their-class", "UPDATE reservation SET units = '{3}' WHERE sale = ? AND ordinal = 2",
            "stretches-do-not-overlap", "UPDATE reservation SET stretch = '[1,4)' WHERE sale = ? AND ordinal = 2",
            "reservation-has-its-seats", "UPDATE reservation SET units = '{1,1}' WHERE sale = ? AND ordinal = 3",
            "stretches-match-rows", "UPDATE stretch_taken SET seat = 9 WHERE sale = ? AND ordinal = 2",
            "hop-loads-match-rows", "UPDATE hop_load SET taken = taken + 1 WHERE sale = ? AND hop = 3",
            "no-hop-is-overloaded", "UPDATE reservation SET stretch = '[0,2)' WHERE sale = ? AND ordinal = 3");

    private static final Map<String, String> PACKET = Map.of(
            "every-grab-is-a-share", "UPDATE reservation SET amount = 0 WHERE sale = ? AND ordinal = 1",
            "shares-add-up", "UPDATE reservation SET amount = 51 WHERE sale = ? AND ordinal = 1",
            "packet-matches-rows", "UPDATE packet SET given = 200, total = 200 WHERE sale = ?");

    /** Makes a sale that is in order. */
    private interface Sample {
        KindRows make() throws SQLException;
    }

    @Test
    void everyCheckOfSeatsFailsOnRowsThatBreakIt() throws SQLException {
        assertEachFails(SEATED, KindAuditTest::hall);
    }

    @Test
    void everyCheckOfJourneysFailsOnRowsThatBreakIt() throws SQLException {
        assertEachFails(JOURNEY, KindAuditTest::train);
    }

    @Test
    void everyCheckOfRedPacketsFailsOnRowsThatBreakIt() throws SQLException {
        assertEachFails(PACKET, KindAuditTest::packet);
    }

    @Test
    void whatASeatTakesIsCountedInHops() throws SQLException {
        assertThat(audit(train()).tiers()).containsExactly(new Audit.Tier("t0", 12, 8, 0, 0));
    }

    private static void assertEachFails(Map<String, String> wrongs, Sample sample) throws SQLException {
        Audit right = audit(sample.make());
        assertThat(right.checks())
                .allSatisfy(
                        check -> assertThat(check.violations()).as(check.name()).isZero());
        Set<String> ofTheKind =
                right.checks().stream().map(Audit.Check::name).collect(Collectors.toCollection(HashSet::new));
        AuditRule.of(KindStores.named("counted").rows()).forEach(rule -> ofTheKind.remove(rule.name()));
        assertThat(wrongs.keySet()).containsExactlyInAnyOrderElementsOf(ofTheKind);
        for (Map.Entry<String, String> wrong : wrongs.entrySet()) {
            KindRows rows = sample.make();
            rows.run("SET session_replication_role = replica; " + wrong.getValue());

            List<Audit.Check> failed = audit(rows).checks().stream()
                    .filter(check -> check.violations() > 0)
                    .toList();
            assertThat(failed).extracting(Audit.Check::name).contains(wrong.getKey());
        }
    }

    private static KindRows hall() throws SQLException {
        KindRows hall = KindRows.seated();
        hall.insert(1, 1, 2, "null", "'{3,4}'");
        hall.insert(2, 1, 1, "null", "'{5}'");
        hall.insert(3, 4, 1, "null", "'{4}'");
        return hall;
    }

    private static KindRows train() throws SQLException {
        KindRows train = KindRows.journey();
        train.insert(1, 1, 1, "'[0,2)'", "'{0}'");
        train.insert(2, 1, 1, "'[2,4)'", "'{0}'");
        train.insert(3, 1, 2, "'[2,3)'", "'{1,2}'");
        train.insert(4, 1, 2, "'[0,1)'", "null");
        train.insert(5, 4, 1, "'[0,4)'", "'{0}'");
        return train;
    }

    private static KindRows packet() throws SQLException {
        KindRows packet = KindRows.packet();
        packet.insert(1, 3, 1, 50, "null", "null");
        packet.insert(2, 3, 1, 20, "null", "null");
        packet.insert(3, 3, 1, 30, "null", "null");
        packet.run("""
                INSERT INTO ticket (id, sale, tier, reservation, index, user_id, status, issued_at)
                SELECT gen_random_uuid(), sale, tier, id, 1, user_id, 'VALID', now() FROM reservation WHERE sale = ?""");
        return packet;
    }

    private static Audit audit(KindRows rows) {
        return KindRows.DATABASE.reports().audit(rows.number());
    }
}
