package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.json.JsonTree;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.altcha.altcha.Altcha;

/** Solves captchas as a browser does. */
final class Puzzle {
    private Puzzle() {}

    /** What is sent as the solution of a challenge. */
    static String solved(Map<String, Object> challenge) {
        Map<String, Object> solution = new LinkedHashMap<>(challenge);
        long most = ((Number) solution.remove("maxnumber")).longValue();
        String salt = (String) challenge.get("salt");
        try {
            solution.put(
                    "number",
                    Altcha.solveChallenge((String) challenge.get("challenge"), salt, Altcha.Algorithm.SHA256, most, 0)
                            .number);
        } catch (Exception e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        return Base64.getEncoder().encodeToString(JsonTree.text(solution).getBytes(UTF_8));
    }
}
