package dev.sluice.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class SaidOfTest {
    private static boolean says(String claims, String claim) {
        String payload =
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return SaidOf.token("Bearer e30." + payload + ".sig", claim);
    }

    @Test
    void aClaimIsSaidByTrueAlone() {
        assertThat(says("{\"student\": true}", "student")).isTrue();
        assertThat(says("{\"student\": \"true\"}", "student")).isTrue();
        assertThat(says("{\"https://shop.example/fan\": true}", "https://shop.example/fan"))
                .isTrue();
        for (String value : new String[] {"false", "null", "1", "\"yes\"", "\"\"", "[true]", "{\"student\": true}"}) {
            assertThat(says("{\"student\": " + value + "}", "student"))
                    .as(value)
                    .isFalse();
        }
        assertThat(says("{\"sub\": \"student\"}", "student")).isFalse();
        assertThat(says("{\"Student\": true}", "student")).isFalse();
    }

    @Test
    void aValueIsSaidAloneOrAmongOthers() {
        assertThat(says("{\"club\": \"gold\"}", "club=gold")).isTrue();
        assertThat(says("{\"club\": [\"silver\", \"gold\"]}", "club=gold")).isTrue();
        assertThat(says("{\"club\": \"a=b\"}", "club=a=b")).isTrue();
        for (String value :
                new String[] {"\"golden\"", "\"silver gold\"", "[\"silver\"]", "true", "[[\"gold\"]]", "null"}) {
            assertThat(says("{\"club\": " + value + "}", "club=gold")).as(value).isFalse();
        }
        assertThat(says("{}", "club=gold")).isFalse();
        assertThat(says("{\"=gold\": true}", "=gold"))
                .as("a name, as it has none before")
                .isTrue();
    }

    @Test
    void whatIsNoTokenSaysNothing() {
        for (String header :
                new String[] {"Bearer slp_abc", "Bearer a.b", "Bearer a.%.c", "Bearer a.W10.c", "Bearer a.AAAA.c", ""
                }) {
            assertThat(SaidOf.token(header, "student")).as(header).isFalse();
        }
    }
}
