package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One running process for all tests of a class; their sales are their own. */
abstract class SharedSluice {
    static RunningSluice sluice;

    @BeforeAll
    static void start() {
        sluice = RunningSluice.start();
    }

    @AfterAll
    static void stop() {
        sluice.close();
    }

    static final String SALES = "/v1/sales/";
    static final String ADMIN = "/v1/admin/sales/";
    static final String RESERVATIONS = "/v1/reservations/";

    /** Nothing may be lost or doubled, whatever a test did. */
    static void assertBalanced(String sale) {
        Answer audit = sluice.operator().get(ADMIN + sale + "/audit");
        assertThat(audit.text("/balanced")).as(audit.body()).isEqualTo("true");
    }
}
