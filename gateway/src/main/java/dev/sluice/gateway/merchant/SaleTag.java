package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.gateway.http.Preferences;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Says of which version of a sale, or of a draft of one, an answer is, and reads against which a change is made. */
final class SaleTag {
    /** Nothing has it. */
    private static final int NO_VERSION = -1;

    private SaleTag() {}

    static void tell(RoutingContext context, SaleView view) {
        tell(context, view.sale().version());
    }

    static void tell(RoutingContext context, long version) {
        context.response().headers().set(HttpHeaders.ETAG, "\"v" + version + "\"");
    }

    /** What {@code If-Match} says; null if there is none. */
    static String said(RoutingContext context) {
        return context.request().headers().get(HttpHeaders.IF_MATCH);
    }

    /**
     * The version that {@link #said} names; {@code *} is whatever there is.
     *
     * @throws ProblemException if it names none
     */
    static long expected(String said, long now) {
        if (said == null) {
            throw new ProblemException(Problem.of(
                    428, "IF_MATCH_REQUIRED", "Which version?", "send If-Match with the ETag that you read"));
        }
        boolean ours = said.startsWith("\"v") && said.endsWith("\"") && said.length() > 3;
        return said.equals("*") ? now : ours ? version(said.substring(2, said.length() - 1)) : NO_VERSION;
    }

    private static long version(String digits) {
        return Preferences.seconds(digits, Integer.MAX_VALUE, NO_VERSION);
    }
}
