package dev.sluice.app;

import dev.sluice.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.altcha.altcha.Altcha;

/** Solves captchas as a browser does. */
final class Puzzles {
    private Puzzles() {}

    /** What is sent as the solution of a challenge. */
    static String solved(Map<String, Object> challenge) {
        Map<String, Object> solution = new LinkedHashMap<>(challenge);
        long most = ((Number) solution.remove("maxnumber")).longValue();
        try {
            Altcha.Solution found = Altcha.solveChallenge(
                    (String) challenge.get("challenge"),
                    (String) challenge.get("salt"),
                    Altcha.Algorithm.SHA256,
                    most,
                    0);
            solution.put("number", found.number);
        } catch (Exception e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        return Base64.getEncoder().encodeToString(JsonTree.text(solution).getBytes(StandardCharsets.UTF_8));
    }
}
