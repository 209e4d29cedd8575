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
    @ValueSource(strings = {"ann", "李 小龙", "a=1", "1-2", "A-12; A-13", "🎫", " "})
    void whatItWouldNotStaysAsItIs(String text) {
        assertThat(CsvCell.quoted(text)).isEqualTo("\"" + text + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "12345678901234567890", "2E3", "23456789E2"})
    void whatASpreadsheetWouldWriteOtherwiseAsANumberStaysAsItIs(String text) {
        assertThat(CsvCell.quoted(text)).isEqualTo("\"'" + text + "\"");
    }

    @Test
    void quotationMarksAreDoubled() {
        assertThat(CsvCell.quoted("say \"hi\", you")).isEqualTo("\"say \"\"hi\"\", you\"");
        assertThat(CsvCell.quoted("")).isEmpty();
    }
}
