package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.cli.SluiceCommand;
import dev.sluice.app.exit.ExitCode;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first key of all is made beside a server, and what the command line changes is in the trail. */
final class KeysCommandTest extends SharedSluice {
    private String printed;

    @Test
    void theFirstOperatorHasAKeyFromTheCommandLine() {
        assertThat(run(
                        "keys",
                        "--create",
                        "first",
                        "--owner",
                        "olga",
                        "--operator",
                        "--scope",
                        "administer,check-in",
                        "--expires",
                        "2099-01-01T00:00:00Z"))
                .isEqualTo(ExitCode.OK);
        String key = printed.strip();
        assertThat(key).matches("slk_[0-9a-z]{12}_[A-Za-z0-9_-]{43}");
        String id = key.substring(4, 16);
        Visitor machine = sluice.visitor().withToken(key);
        Await.until("the key is known", () -> machine.get("/v1/admin/keys").status() == 200);
        machine.post("/v1/admin/keys", "{\"name\": \"x\", \"scopes\": [\"read\"], \"owner\": \"mia\"}")
                .expect(201);

        assertThat(run("keys")).isEqualTo(ExitCode.OK);
        assertThat(printed)
                .contains(id + "  olga  operator administer,check-in  first  made ")
                .doesNotContain(key);

        assertThat(run("keys", "--revoke", id)).isEqualTo(ExitCode.OK);
        Await.until("it is refused", () -> machine.get("/v1/admin/keys").status() == 401);
        assertThat(run("keys", "--revoke", "000000000000")).isEqualTo(ExitCode.FAILURE);

        assertThat(run("audit", "--deeds", "--subject", "cli:" + System.getProperty("user.name")))
                .isEqualTo(ExitCode.OK);
        assertThat(printed.lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("sluice keys --create  key=" + id + "  0  from local"))
                .anyMatch(line -> line.contains("sluice keys --revoke  key=000000000000  1 NOT_FOUND"));
        Await.until("what came of it is known", () -> {
            run("audit", "--deeds", "--json", "--subject", "olga", "--from", "2026-01-01T00:00:00Z");
            return JsonTree.object(printed).get("status") instanceof Integer status && status == 201;
        });
        assertThat(JsonTree.object(printed).get("key")).isEqualTo(id);
    }

    @Test
    void whatIsMissingOrWrongIsSaid() {
        for (List<String> wrong : List.of(
                List.of("keys", "--create", "x", "--scope", "read"),
                List.of("keys", "--create", "x", "--owner", "mia"),
                List.of("keys", "--create", "x", "--owner", "mia", "--scope", "all"),
                List.of(
                        "keys",
                        "--create",
                        "x",
                        "--owner",
                        "mia",
                        "--scope",
                        "read",
                        "--expires",
                        "2020-01-01T00:00:00Z"),
                List.of("keys", "--create", "x", "--revoke", "y"),
                List.of("keys", "--revoke", "y"),
                List.of("audit", "--deeds", "--from", "yesterday"),
                List.of("audit", "--subject", "mia"))) {
            assertThat(run(wrong.toArray(String[]::new))).as("%s", wrong).isEqualTo(ExitCode.USAGE);
        }
    }

    /** On the ledger of the server. */
    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--set", "ledger.url=" + sluice.databaseUrl(), "--set", "ledger.user=postgres"));
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            return SluiceCommand.execute(all.toArray(String[]::new));
        } finally {
            System.setOut(before);
            printed = out.toString(StandardCharsets.UTF_8);
        }
    }
}
