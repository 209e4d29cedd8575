package dev.sluice.gateway.guard;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** A puzzle that whoever fetches a pass solves before. Quick; any thread may use it. */
public interface Captcha {
    /**
     * What there is to solve, as JSON, for one user in one sale.
     *
     * @param sale its number
     */
    Map<String, Object> challenge(int sale, String user);

    /**
     * Whether a challenge of this user in this sale is solved, in time, and for the first time: it is used up with that. Says false of whatever is no
     * solution.
     *
     * @param solution what the client sent; of 8,000 characters at most
     */
    CompletionStage<Boolean> isSolved(int sale, String user, String solution);
}
