package dev.sluice.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.json.InvalidFieldsException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

final class CodeImportTest {
    private static Map<String, String> wrong(String text) {
        return Assertions.catchThrowableOfType(InvalidFieldsException.class, () -> CodeImport.read(text))
                .byPointer();
    }

    @Test
    void codesAreReadWithoutWhatMakesNoDifference() {
        CodeImport.Codes read = CodeImport.read("\uFEFFCode,Uses\r\ngala 7k3m-qx9t,3\r\n\r\nFRIENDS-OF-ANN,\r\n");
        assertThat(read.codes()).containsExactly("GALA7K3MQX9T", "FRIENDSOFANN");
        assertThat(read.uses()).containsExactly(3, 1);
        assertThat(CodeImport.read("code;uses\n7K3M-QX9T;3\n"))
                .isEqualTo(CodeImport.read("code\tuses\n7K3M-QX9T\t3\n"));
        assertThat(CodeImport.read("code;uses\n7K3M-QX9T;3\n").uses()).containsExactly(3);
        assertThat(CodeImport.read("code\n7K3M-QX9T").uses()).containsExactly(1);
    }

    @Test
    void whatIsWrongIsNamedByItsLine() {
        assertThat(wrong("")).containsOnlyKeys("line 2");
        assertThat(wrong("code\n")).containsOnlyKeys("line 2");
        assertThat(wrong("codes\n7K3MQX9T\n")).containsOnlyKeys("line 1");
        assertThat(wrong("code,uses\n7K3MQX9T,0\n7K3MQX9U,x\n7K3MQX9V,1000001\n7K3MQX9W,1,1\n"))
                .containsOnlyKeys("line 2", "line 3", "line 4", "line 5");
        assertThat(wrong("code\n7K3MQX9T\nABCDEFGH\n7k3m-qx9t\n"))
                .containsExactly(Map.entry("line 4", "is of the same as line 2"));
        assertThat(wrong("code\n\"7K3MQX9T")).isNotEmpty();
        assertThat(wrong("code\n" + "x\n".repeat(5_000))).hasSize(100);
    }

    @Test
    void whatCanBeGuessedIsNoCode() {
        for (String code :
                new String[] {"", "ABC-DEF-1", "AAAAAAAAAA", "ABABABABAB", "PÄSSWORT", "7K3M_QX9T", "7".repeat(65)}) {
            assertThat(wrong("code\n\"" + code + "\"\n")).as(code).hasSize(1);
        }
        assertThat(wrong("code\n" + numbered(1))).hasSize(1);
        assertThat(wrong("code\n" + numbered(9_999))).hasSize(1);
        assertThat(CodeImport.read("code\n" + numbered(10_000)).codes()).hasSize(50);
        assertThat(CodeImport.read("code\nFRIENDS2026\nMEMBERS2026\n").codes())
                .as("one of its kind is in no series")
                .hasSize(2);
    }

    private static String numbered(int step) {
        return IntStream.range(0, 50)
                .mapToObj(i -> "GALA-%08d\n".formatted(1_000 + i * step))
                .collect(Collectors.joining());
    }
}
