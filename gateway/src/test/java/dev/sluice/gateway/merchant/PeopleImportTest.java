package dev.sluice.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.auth.People;
import dev.sluice.json.InvalidFieldsException;
import java.util.HexFormat;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

final class PeopleImportTest {
    private static final String HASH = HexFormat.of().formatHex(People.digest("ann"));

    private static Set<String> wrong(String text) {
        return Assertions.catchThrowableOfType(InvalidFieldsException.class, () -> PeopleImport.read(text))
                .byPointer()
                .keySet();
    }

    @Test
    void namesAreHashedAndHashesTakenAsTheyAre() {
        for (String text : new String[] {
            "user\nann\n",
            "\uFEFFuser\r\n\"ann\"\r\n",
            " User \n\n  ann  ",
            "sha256\n" + HASH,
            "SHA256\n" + HASH.toUpperCase() + "\n\n"
        }) {
            assertThat(PeopleImport.read(text)).as(text).singleElement().isEqualTo(People.digest("ann"));
        }
        assertThat(PeopleImport.read("user\nÄnne\nbø, the second\n".replace("bø, the second", "\"bø, the second\"")))
                .containsExactly(People.digest("Änne"), People.digest("bø, the second"));
    }

    @Test
    void whatIsWrongIsNamedByItsLine() {
        assertThat(wrong("")).containsExactly("line 2");
        assertThat(wrong("user\n")).containsExactly("line 2");
        assertThat(wrong("name\nann\n")).containsExactly("line 1");
        assertThat(wrong("user,sha256\nann,\n")).containsExactly("line 1");
        assertThat(wrong("sha256\n" + HASH + "\nann\n" + HASH + "0\n" + HASH.replace(HASH.charAt(0), 'g')))
                .containsExactly("line 3", "line 4", "line 5");
        assertThat(wrong("user\nann\n" + "x".repeat(201) + "\n")).containsExactly("line 3");
        assertThat(wrong("user\n\"ann\nben")).isNotEmpty();
        assertThat(wrong("sha256\n" + "x\n".repeat(5_000))).hasSize(100);
    }

    @Test
    void aHashIsSixtyFourHexadecimalDigits() {
        assertThat(PeopleImport.digest(HASH)).isEqualTo(People.digest("ann"));
        for (String digits : new String[] {"", "x", HASH.substring(1), HASH + "0", " " + HASH.substring(1), "import"}) {
            assertThat(PeopleImport.digest(digits)).as(digits).isNull();
        }
    }
}
