package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.engine.writer.LiveSale;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page of failures advises is done, and helps; where no other test does it. {@link AdviceTest} knows which does. */
final class FailureAdviceTest {
    private static final Pattern QUERY = Pattern.compile("`(SELECT [^`]+)`");

    private static RunningSluice sluice;

    @BeforeAll
    static void start() {
        sluice = RunningSluice.start();
    }

    @AfterAll
    static void stop() {
        sluice.close();
    }

    /** Found by the audit of one sale, mended by what that names, and loaded again by a restart. */
    @Test
    void aSaleThatBrokeIsAuditedMendedAndLoadedAgain() {
        TestSale.of("mended").units(5).create(sluice);
        String id = sluice.user("ann").buy("mended", "k", 1).id();
        int number = sluice.sales.find("mended").number();
        assertThat(sluice.audit("mended")).contains("mended: balanced");

        sluice.forge("UPDATE tier SET unpaid = unpaid + 1 WHERE sale = " + number);
        sluice = sluice.startAgain();
        Await.until("it broke", () -> sluice.sales.find("mended").state() == LiveSale.State.BROKEN);
        assertThat(sluice.audit("mended"))
                .contains("mended: DOES NOT BALANCE", "violated 1 times: counters-match-rows");

        sluice.forge("UPDATE tier SET unpaid = unpaid - 1 WHERE sale = " + number);
        sluice = sluice.startAgain();
        Await.until("it sells", () -> sluice.sales.find("mended").state() == LiveSale.State.RUNNING);
        assertThat(sluice.user("ann").get("/v1/reservations/" + id).text("/status"))
                .isEqualTo("HELD");
        assertThat(sluice.user("bob").buy("mended", "k", 1).status()).isEqualTo(201);
        assertThat(sluice.audit("mended")).contains("mended: balanced");
    }

    @Test
    void aClockThatIsRightIsTrustedByOrderOfAMerchant() {
        assertThat(sluice.user("ann").post("/v1/admin/clock/trust", "").status())
                .isEqualTo(403);
        assertThat(sluice.trustsClock()).isFalse();

        Answer trusted = sluice.operator().post("/v1/admin/clock/trust", "");

        assertThat(trusted.status()).as(trusted.body()).isBetween(200, 204);
        assertThat(sluice.trustsClock()).isTrue();
    }

    @Test
    void everyQueryThatIsToBeAskedIsAnswered() throws IOException {
        List<String> queries = QUERY.matcher(
                        Files.readString(SourceTree.ofThisBuild().root().resolve("docs/operating/failures.md")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(queries).isNotEmpty();
        queries.forEach(sluice::stored);
    }
}
