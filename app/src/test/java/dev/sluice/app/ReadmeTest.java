package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Does what the README tells a newcomer to do, as they would: by copying it into a shell. */
final class ReadmeTest extends SharedSluice {
    private static final String SHOP = "shop=http://127.0.0.1:8080";

    @Test
    void theWorkedSaleEndsInTicketsAndBalances() throws IOException, InterruptedException {
        assumeThat(run("curl --help all")).as("a curl of 7.82 or newer").contains("--json");

        String[] said = run(commands()).split("\n(?=\\{)");

        assertThat(said[0]).contains("\"id\":\"lamp\"", "\"available\":10");
        assertThat(said[1]).contains("\"status\":\"HELD\"");
        assertThat(said[2]).contains("LIMIT_EXCEEDED");
        assertThat(said[3]).contains("\"status\":\"PENDING\"");
        assertThat(said[4]).contains("\"status\":\"CONFIRMED\"", "\"code\":");
        assertThat(said[5]).contains("\"balanced\":true", "\"available\":8", "\"sold\":2");
    }

    /** The blocks of the section, each answer on a line of its own. */
    private static String commands() throws IOException {
        String readme = Files.readString(SourceTree.ofThisBuild().root().resolve("README.md"));
        String section = readme.split("\n## One sale, ")[1].split("\n## ")[0];
        String commands = Pattern.compile("(?s)```\n(.*?)```")
                .matcher(section)
                .results()
                .map(block -> block.group(1) + "echo\n")
                .collect(Collectors.joining());
        assertThat(commands).contains(SHOP);
        return commands.replace(SHOP, "shop=http://127.0.0.1:" + sluice.port());
    }

    private static String run(String commands) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-c", commands)
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        return said.strip();
    }
}
