package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.json.JsonTree;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.altcha.altcha.Altcha;

/**
 * A captcha that was solved as a browser does it.
 *
 * @param solution what is sent for it
 * @param hashes that were tried
 */
record Puzzle(String solution, long hashes) {
    static Puzzle solve(Map<String, Object> challenge) {
        Map<String, Object> solution = new LinkedHashMap<>(challenge);
        long most = ((Number) solution.remove("maxnumber")).longValue();
        String salt = (String) challenge.get("salt");
        long found;
        try {
            found = Altcha.solveChallenge((String) challenge.get("challenge"), salt, Altcha.Algorithm.SHA256, most, 0)
                    .number;
        } catch (Exception e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        solution.put("number", found);
        return new Puzzle(
                Base64.getEncoder().encodeToString(JsonTree.text(solution).getBytes(UTF_8)), found + 1);
    }
}
