package dev.sluice.gateway.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.engine.port.Blocklist;
import dev.sluice.json.InvalidFieldsException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class BlockImportTest {
    private static final long NOW = Instant.parse("2026-12-01T00:00:00Z").toEpochMilli();

    @Test
    void tableIsReadByTheNamesOfItsFirstLine() {
        List<Blocklist.Entry> entries = BlockImport.ofTable("""
                \uFEFFreason, until,user,addresses,suspect
                "cards, stolen",,mallory,,true

                resold,2027-01-01T00:00:00Z,,203.0.113.7,
                """, NOW);
        assertThat(entries)
                .containsExactly(
                        new Blocklist.Entry(0, "mallory", null, true, "cards, stolen", 0, NOW),
                        new Blocklist.Entry(
                                0,
                                null,
                                "203.0.113.7/32",
                                false,
                                "resold",
                                Instant.parse("2027-01-01T00:00:00Z").toEpochMilli(),
                                NOW));
    }

    @Test
    void objectsAreReadLineByLine() {
        assertThat(BlockImport.ofJsonLines("""
                {"user": "mallory", "reason": "cards"}

                {"addresses": "2001:DB8::/32", "reason": "bots", "suspect": true}""", NOW))
                .extracting(entry -> entry.user() == null ? entry.addresses() : entry.user())
                .containsExactly("mallory", "2001:db8::/32");
    }

    @Test
    void everyLineThatIsWrongIsNamed() {
        assertThat(errors(() -> BlockImport.ofTable("""
                user,addresses,reason,until,suspect
                ann,,why,,
                ,203.0.113.7/24,why,,
                ann,,again,,
                bob,203.0.113.7,why,,
                ,,why,,
                cid,,,,
                dan,,why,2026-11-30T23:59:59Z,
                eve,,why,yesterday,
                fay,,why,,maybe
                gus,,why,,,more
                ,203.0.113.9,why,,
                ,203.0.113.9/32,why,,
                """, NOW)))
                .containsOnlyKeys(
                        "line 3, column addresses",
                        "line 4",
                        "line 5, column user",
                        "line 6, column user",
                        "line 7, column reason",
                        "line 8, column until",
                        "line 9, column until",
                        "line 10, column suspect",
                        "line 11, column 6",
                        "line 13")
                .containsEntry("line 3, column addresses", "names one address of a range: the range is 203.0.113.0/24")
                .containsEntry("line 13", "is of the same as line 12");
        assertThat(errors(() -> BlockImport.ofJsonLines("""
                {"user": "ann", "reason": "why", "unitl": "2027-01-01T00:00:00Z"}
                {"user": "bob"
                ["cid"]
                {"user": 7, "reason": "why"}
                """, NOW)))
                .containsOnlyKeys("line 1, column unitl", "line 2", "line 3", "line 4, column user");
    }

    @Test
    void whatHasNoEntriesOrOtherColumnsIsRefused() {
        assertThat(errors(() -> BlockImport.ofTable("", NOW))).containsOnlyKeys("line 1");
        assertThat(errors(() -> BlockImport.ofTable("user,reason\n", NOW))).containsOnlyKeys("line 1");
        assertThat(errors(() -> BlockImport.ofTable("user,reson,user\nann,why,\n", NOW)))
                .containsOnlyKeys("line 1, column 2", "line 1, column 3");
        assertThat(errors(() -> BlockImport.ofTable("user,reason\n\"ann,why\n", NOW)))
                .isNotEmpty();
        assertThat(errors(() -> BlockImport.ofJsonLines(" \n", NOW))).containsOnlyKeys("line 1");
    }

    private static Map<String, String> errors(ThrowingCallable reading) {
        InvalidFieldsException invalid = catchThrowableOfType(InvalidFieldsException.class, reading);
        assertThat(invalid).isNotNull();
        return invalid.byPointer();
    }
}
