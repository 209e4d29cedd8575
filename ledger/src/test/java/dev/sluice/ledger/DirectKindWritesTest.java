package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Whoever writes to the tables without the ledger's code is refused what no kind of thing can be. */
final class DirectKindWritesTest {
    private static final int HELD = 1;
    private static final int WAITLISTED = 2;
    private static final int CONFIRMED = 3;
    private static final String NONE = "null";

    /** A statement that must fail. */
    private interface Write {
        void run() throws SQLException;
    }

    // ---- seats

    @Test
    void seatIsGivenOnce() throws SQLException {
        KindRows hall = KindRows.seated();
        hall.insert(1, HELD, 2, NONE, "'{3,4}'");

        assertRefused(() -> hall.insert(2, HELD, 1, NONE, "'{4}'"), "seat_taken_pkey");
        assertRefused(() -> hall.insert(2, CONFIRMED, 2, NONE, "'{4,5}'"), "seat_taken_pkey");
        assertRefused(() -> hall.insert(2, HELD, 2, NONE, "'{5,5}'"), "seat_taken_pkey");
        assertRefused(() -> hall.insert(2, HELD, 1, NONE, "'{9}'"), "seat_taken_pkey");
        hall.insert(2, HELD, 1, NONE, "'{5}'");
        assertRefused(
                () -> hall.run("UPDATE reservation SET units = '{4}' WHERE sale = ? AND ordinal = 2"),
                "seat_taken_pkey");
    }

    @Test
    void seatsOfWhatEndedAreFreeInTheSameStatement() throws SQLException {
        KindRows hall = KindRows.seated();
        hall.insert(1, HELD, 2, NONE, "'{3,4}'");
        hall.insert(2, WAITLISTED, 2, NONE, NONE);

        hall.run("""
                UPDATE reservation SET status = CASE ordinal WHEN 1 THEN 4 ELSE 1 END, units = '{3,4}' WHERE sale = ?""");

        assertThat(hall.query(
                        "SELECT string_agg(seat || ' ' || ordinal, ',' ORDER BY seat) FROM seat_taken WHERE sale = ?"))
                .isEqualTo("3 2,4 2,8 0,9 0");
        assertRefused(
                () -> hall.run("UPDATE reservation SET status = 1 WHERE sale = ? AND ordinal = 1"), "seat_taken_pkey");
        hall.run("DELETE FROM reservation WHERE sale = ? AND ordinal = 2");
        hall.run("UPDATE reservation SET status = 1 WHERE sale = ? AND ordinal = 1");
        assertThat(hall.query("SELECT count(*) FROM seat_taken WHERE sale = ? AND ordinal = 1"))
                .isEqualTo("2");
    }

    @Test
    void holdThatIsPaidKeepsItsRows() throws SQLException {
        KindRows hall = KindRows.seated();
        hall.insert(1, HELD, 2, NONE, "'{3,4}'");
        String rows = hall.query("SELECT string_agg(ctid::text, ',') FROM seat_taken WHERE sale = ?");

        hall.run("UPDATE reservation SET status = 3 WHERE sale = ?");

        assertThat(hall.query("SELECT string_agg(ctid::text, ',') FROM seat_taken WHERE sale = ?"))
                .isEqualTo(rows);
    }

    @Test
    void seatedReservationHasASeatEach() throws SQLException {
        KindRows hall = KindRows.seated();

        assertRefused(() -> hall.insert(1, HELD, 1, NONE, NONE), "its kind cannot have");
        assertRefused(() -> hall.insert(1, HELD, 2, NONE, "'{3}'"), "a_number_each");
        assertRefused(() -> hall.insert(1, HELD, 1, "'[0,1)'", "'{3}'"), "nothing seated has");
        hall.insert(1, WAITLISTED, 1, NONE, NONE);
        assertRefused(() -> hall.run("UPDATE reservation SET status = 1 WHERE sale = ?"), "its kind cannot have");
    }

    @Test
    void seatThatSomebodyHasCannotBeWithheld() throws SQLException {
        KindRows hall = KindRows.seated();
        hall.insert(1, HELD, 1, NONE, "'{3}'");

        assertRefused(
                () -> hall.run("UPDATE sale SET inventory = '{\"withheld\": [3]}' WHERE number = ?"),
                "seat_taken_pkey");
        hall.run("UPDATE sale SET inventory = '{\"withheld\": [7, 9]}' WHERE number = ?");
        hall.insert(2, HELD, 1, NONE, "'{8}'");
        assertRefused(() -> hall.insert(3, HELD, 1, NONE, "'{7}'"), "seat_taken_pkey");
    }

    // ---- journeys

    @Test
    void stretchesOfASeatDoNotOverlap() throws SQLException {
        KindRows train = KindRows.journey();
        train.insert(1, HELD, 1, "'[0,2)'", "'{1}'");
        train.insert(2, HELD, 1, "'[2,4)'", "'{1}'");

        assertRefused(() -> train.insert(3, HELD, 1, "'[1,3)'", "'{1}'"), "stretch_taken_pkey");
        assertRefused(() -> train.insert(3, HELD, 2, "'[3,4)'", "'{2,2}'"), "stretch_taken_pkey");
        train.insert(3, HELD, 1, "'[1,3)'", "'{2}'");
        assertRefused(
                () -> train.run("UPDATE reservation SET stretch = '[1,4)' WHERE sale = ? AND ordinal = 1"),
                "stretch_taken_pkey");
    }

    @Test
    void cancelledStretchIsFreeAndNothingElse() throws SQLException {
        KindRows train = KindRows.journey();
        train.insert(1, CONFIRMED, 1, "'[0,1)'", "'{0}'");
        train.insert(2, CONFIRMED, 1, "'[1,2)'", "'{0}'");
        train.run("UPDATE reservation SET status = 5 WHERE sale = ? AND ordinal = 1");

        assertRefused(() -> train.insert(3, HELD, 1, "'[0,2)'", "'{0}'"), "stretch_taken_pkey");
        train.insert(3, HELD, 1, "'[0,1)'", "'{0}'");
    }

    @Test
    void noHopIsLoadedBeyondItsSeatsWithNumbersOrWithout() throws SQLException {
        KindRows train = KindRows.journey();
        train.insert(1, HELD, 2, "'[1,3)'", NONE);
        train.insert(2, HELD, 1, "'[2,3)'", "'{0}'");

        assertRefused(() -> train.insert(3, HELD, 1, "'[2,4)'", NONE), "never_overloaded");
        train.insert(3, HELD, 1, "'[3,4)'", NONE);
        assertThat(train.query("SELECT string_agg(taken::text, ',' ORDER BY hop) FROM hop_load WHERE sale = ?"))
                .isEqualTo("0,2,3,1");
        train.run("DELETE FROM reservation WHERE sale = ? AND ordinal = 1");
        assertThat(train.query("SELECT string_agg(taken::text, ',' ORDER BY hop) FROM hop_load WHERE sale = ?"))
                .isEqualTo("0,0,1,1");
        assertThat(train.query("SELECT unpaid FROM tier WHERE sale = ?")).isEqualTo("2");
    }

    @Test
    void journeyReservationHasAStretchOfTheJourney() throws SQLException {
        KindRows train = KindRows.journey();

        assertRefused(() -> train.insert(1, HELD, 1, NONE, "'{1}'"), "nothing journey has");
        assertRefused(() -> train.insert(1, HELD, 1, "'[3,5)'", NONE), "has no hop");
        assertRefused(() -> train.insert(1, HELD, 1, "'[-1,1)'", NONE), "a_stretch_goes_forward");
        assertRefused(() -> train.insert(1, HELD, 1, "'empty'", NONE), "a_stretch_goes_forward");
        assertRefused(() -> train.insert(1, HELD, 1, "'[1,)'", NONE), "a_stretch_goes_forward");
    }

    @Test
    void numbersCanBeGivenLater() throws SQLException {
        KindRows train = KindRows.journey();
        train.insert(1, CONFIRMED, 2, "'[0,2)'", NONE);
        train.insert(2, CONFIRMED, 1, "'[1,2)'", NONE);

        assertRefused(
                () -> train.run("UPDATE reservation SET units = CASE ordinal WHEN 1 THEN '{0,1}'::int[] ELSE '{1}' END"
                        + " WHERE sale = ?"),
                "stretch_taken_pkey");
        train.run("UPDATE reservation SET units = CASE ordinal WHEN 1 THEN '{0,1}'::int[] ELSE '{2}' END"
                + " WHERE sale = ?");
        assertThat(train.query("SELECT count(*) FROM stretch_taken WHERE sale = ?"))
                .isEqualTo("3");
    }

    @Test
    void hopThatIsLoadedCannotBeTakenAway() throws SQLException {
        KindRows train = KindRows.journey();
        train.insert(1, CONFIRMED, 2, "'[2,4)'", NONE);

        assertRefused(() -> train.run("UPDATE tier SET hops = 3 WHERE sale = ?"), "on more hops");
        assertRefused(() -> train.run("UPDATE tier SET capacity = 4 WHERE sale = ?"), "never_");
        assertRefused(() -> train.run("UPDATE tier SET capacity = 13 WHERE sale = ?"), "whole_seats");
    }

    // ---- red packets

    @Test
    void grabIsOneShareAtOnce() throws SQLException {
        KindRows packet = KindRows.packet();

        assertRefused(() -> packet.insert(1, HELD, 1, NONE, NONE), "its kind cannot have");
        assertRefused(() -> packet.insert(1, CONFIRMED, 2, NONE, NONE), "its kind cannot have");
        assertRefused(() -> packet.insert(1, CONFIRMED, 1, 0, NONE, NONE), "its kind cannot have");
        assertRefused(() -> packet.insert(1, CONFIRMED, 1, 99, NONE, NONE), "never_overgiven");
        packet.insert(1, CONFIRMED, 1, 98, NONE, NONE);
        assertRefused(
                () -> packet.run("UPDATE reservation SET amount = 99 WHERE sale = ? AND ordinal = 1"),
                "never_overgiven");
        assertRefused(() -> packet.run("UPDATE reservation SET status = 7 WHERE sale = ?"), "its kind cannot have");
    }

    @Test
    void sharesThatDoNotAddUpAreRefused() throws SQLException {
        KindRows packet = KindRows.packet();
        packet.insert(1, CONFIRMED, 1, 50, NONE, NONE);
        packet.insert(2, CONFIRMED, 1, 20, NONE, NONE);

        assertRefused(() -> packet.insert(3, CONFIRMED, 1, 29, NONE, NONE), "all_shares_are_the_total");
        assertRefused(
                () -> packet.run("UPDATE sale SET inventory = inventory || '{\"total\": 99}' WHERE number = ?"),
                "were grabbed");
        packet.insert(3, CONFIRMED, 1, 30, NONE, NONE);
    }

    @Test
    void whatReturnedIsTheRestAndStays() throws SQLException {
        KindRows packet = KindRows.packet();
        packet.insert(1, CONFIRMED, 1, 50, NONE, NONE);

        assertRefused(
                () -> packet.run("UPDATE sale SET inventory = inventory || '{\"returned\": 51}' WHERE number = ?"),
                "the_rest_returns");
        packet.run("UPDATE sale SET inventory = inventory || '{\"returned\": 50}' WHERE number = ?");
        assertRefused(
                () -> packet.run("UPDATE sale SET inventory = inventory - 'returned' WHERE number = ?"),
                "were grabbed");
        assertRefused(() -> packet.insert(2, CONFIRMED, 1, 10, NONE, NONE), "the_rest_returns");
    }

    @Test
    void kindStaysOnceSomebodyHasSomething() throws SQLException {
        KindRows packet = KindRows.packet();
        packet.insert(1, CONFIRMED, 1, 50, NONE, NONE);

        assertRefused(
                () -> packet.run("UPDATE sale SET kind = 'counted' WHERE number = ?"), "has reservations of kind");
    }

    private static void assertRefused(Write write, String why) {
        assertThatThrownBy(write::run)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).startsWith("23"))
                .hasMessageContaining(why);
    }
}
