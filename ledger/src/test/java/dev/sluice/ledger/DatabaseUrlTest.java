package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.SslMode;

final class DatabaseUrlTest {
    /** What the driver makes of it when it connects is what was judged. */
    @ParameterizedTest
    @CsvSource({
        "//db/s, false, false",
        "//db/s?sslmode=require, true, false",
        "//db/s?sslmode=disable&ApplicationName=sslmode=require, false, false",
        "//db/s?ApplicationName=x&sslmode=verify-full, true, false",
        "//db/s?sslmode=require&sslmode=disable, false, false",
        "//db/s?sslmode=disable&sslmode=verify-ca, true, false",
        "//db/s?sslmode=%72equire, true, false",
        "//db/s?%73slmode=require, false, false",
        "//db/s?ssl, true, false",
        "//db/s?ssl=true&sslmode=prefer, false, false",
        "//db/sslmode=require, false, false",
        "s, false, true",
        "//localhost/s, false, true",
        "//LocalHost:5433/s, false, true",
        "'//127.0.0.1,[::1]/s', false, true",
        "'//127.0.0.1,db/s', false, false",
        "//127.0.0.1.evil.example/s, false, false",
        "//localhost/s?PGHOST=db, false, false",
        "//localhost/s?host=db, false, false",
        "//db/s?PGHOST=localhost, false, true"
    })
    void aUrlMeansWhatItsDriverDoes(String rest, boolean encrypted, boolean thisMachine) throws Exception {
        String text = "jdbc:postgresql:" + rest;
        DatabaseUrl url = DatabaseUrl.of(text);

        assertThat(url.isEncrypted()).isEqualTo(encrypted);
        assertThat(url.isThisMachine()).isEqualTo(thisMachine);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(text);
        String mode = source.getSslMode() == null && source.getSsl() ? "verify-full" : source.getSslMode();
        assertThat(SslMode.valueOf(
                                mode == null
                                        ? "PREFER"
                                        : mode.toUpperCase(Locale.ROOT).replace('-', '_'))
                        .requireEncryption())
                .isEqualTo(encrypted);
        boolean local = Stream.of(source.getServerNames())
                .allMatch(host -> host.toLowerCase(Locale.ROOT).matches("localhost|127\\.0\\.0\\.1|\\[?::1]?"));
        assertThat(local).isEqualTo(thisMachine);
    }

    @Test
    void aFactoryOfSocketsMayLeadAnywhere() {
        assertThat(DatabaseUrl.of("jdbc:postgresql://localhost/s?socketFactory=com.example.Tunnel")
                        .isThisMachine())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:mysql://db/s",
                "jdbc:postgresql:/s",
                "jdbc:postgresql://db:x/s",
                "jdbc:postgresql://db/%zz",
                "jdbc:postgresql://db/s?sslmode=%zz",
                "jdbc:postgresql://db/s?sslmode=maybe",
                "jdbc:postgresql://db/s?service=nothing",
                "jdbc:postgresql://sluice:sesame@db/s"
            })
    void whatTheDriverDoesNotUnderstandIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> DatabaseUrl.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("db/s", "sesame"));
    }

    @Test
    void passwordsAndUsersAreSeenWhereverTheyStand() {
        assertThat(DatabaseUrl.of("jdbc:postgresql://db/s?password=x").hasPassword())
                .isTrue();
        assertThat(DatabaseUrl.of("jdbc:postgresql:s?a=b&sslpassword=x").hasPassword())
                .isTrue();
        assertThat(DatabaseUrl.of("jdbc:postgresql://db/s?ApplicationName=password=x")
                        .hasPassword())
                .isFalse();
        assertThat(DatabaseUrl.of("jdbc:postgresql://db/s?user=x").hasUser()).isTrue();
        assertThat(DatabaseUrl.of("jdbc:postgresql://db/s").hasUser()).isFalse();
    }

    @Test
    void aPasswordIsNeverShown() {
        assertThat(DatabaseUrl.of("jdbc:postgresql://db/s?password=a%26b=c&sslmode=require"))
                .hasToString("jdbc:postgresql://db/s?password=******&sslmode=require");
        assertThat(DatabaseUrl.shown("jdbc:postgresql://me:a/b@c@db/s?sslPassword=x"))
                .isEqualTo("jdbc:postgresql://******@db/s?sslPassword=******");
        assertThat(DatabaseConfig.of("jdbc:postgresql://db/s?password=hunter2", "sluice", "hunter2")
                        .toString())
                .doesNotContain("hunter2");
    }

    /** A service's file is read by the driver; what it says holds as what stands in the URL. */
    @Test
    void aServicesFileCounts(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("services"), "[far]\nhost=db.example\n[near]\nhost=localhost\nsslmode=require\n");
        String before = System.getProperty("org.postgresql.pgservicefile");
        System.setProperty("org.postgresql.pgservicefile", file.toString());
        try {
            assertThat(DatabaseUrl.of("jdbc:postgresql:///s?service=far").isThisMachine())
                    .isFalse();
            assertThat(DatabaseUrl.of("jdbc:postgresql:///s?service=near").isEncrypted())
                    .isTrue();
        } finally {
            if (before == null) {
                System.clearProperty("org.postgresql.pgservicefile");
            } else {
                System.setProperty("org.postgresql.pgservicefile", before);
            }
        }
    }
}
