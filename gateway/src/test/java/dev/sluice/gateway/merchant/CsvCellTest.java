package dev.sluice.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvCellTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@sum",
                "\t=1",
                "\r=1",
                "\n1",
                "＝1+1",
                "＋1",
                "－1",
                "＠a",
                "﹦1",
                "  =1",
                "\u00a0=1",
                "\u200b=1",
                "\ufeff=1",
                "\u3000＝1",
                "\u22121"
            })
    void whatASpreadsheetWouldTakeForAFormulaIsDisarmed(String text) {
        assertThat(CsvCell.quoted(text)).isEqualTo("\"'" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "李 小龙",
                "a=1",
                "A-12",
                "A-12; A-13",
                "12",
                "0",
                "ann5",
                "mary12",
                "julia2",
                "mark",
                "1st",
                "12A",
                "G1234",
                "e5",
                "🎫",
                " "
            })
    void whatItWouldNotStaysAsItIs(String text) {
        assertThat(CsvCell.quoted(text)).isEqualTo("\"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "007",
                "12345678901234567890",
                "2E3",
                "23456789E2",
                "1.50",
                "1,5",
                "1-2",
                "1-12",
                "2026-01-02",
                "3/4",
                "1.2.3",
                "10:30",
                "8 PM",
                "8 p",
                "5%",
                "(5)",
                "$5",
                "￥5",
                "１２",
                " 1-2",
                "MAR-5",
                "sept1",
                "5 May",
                "1 Dec 2026",
                "Jan 2, 2026",
                "3月5日",
                "true",
                "FALSE"
            })
    void whatASpreadsheetWouldTakeForAValueAndWriteOtherwiseStaysAsItIs(String text) {
        assertThat(CsvCell.quoted(text)).isEqualTo("\"'" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-2", "1e5", "007", "mar-5"})
    void namesThatAreValuesToASpreadsheetAreQuoted(String name) {
        assertThat(CsvCell.plain(name)).isEqualTo("\"'" + name + "\"");
        assertThat(CsvCell.plain("standard")).isEqualTo("standard");
    }

    @Test
    void quotationMarksAreDoubled() {
        assertThat(CsvCell.quoted("say \"hi\", you")).isEqualTo("\"say \"\"hi\"\", you\"");
        assertThat(CsvCell.quoted("")).isEmpty();
    }
}
