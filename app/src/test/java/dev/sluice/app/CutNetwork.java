package dev.sluice.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A network for one process, with a way to its ledger that can be cut, and another one by which it is asked things. A cut is silent: what is sent goes to
 * an address of no card, and nobody is told. Needs root, and {@code ip} of iproute2. Closing it leaves nothing behind.
 */
final class CutNetwork implements AutoCloseable {
    /** Where the ledger is, as the process sees it. */
    static final String LEDGER = "10.213.1.1";

    private static final String SELF_AT_LEDGER = "10.213.1.2";
    private static final String PEOPLE = "10.213.2.1";
    /** Where the process may listen. */
    static final String SELF = "10.213.2.2";

    private static final String NO_CARD = "02:00:00:00:00:99";

    private final String name = "sluice" + ProcessHandle.current().pid();
    private final String toLedger = name + "l";
    private final String toPeople = name + "p";

    /** @throws IOException if that is not allowed here */
    CutNetwork() throws IOException {
        run("ip", "netns", "add", name);
        try {
            join(toLedger, LEDGER, SELF_AT_LEDGER);
            join(toPeople, PEOPLE, SELF);
            inside("link", "set", "lo", "up");
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void join(String card, String outside, String insideAddress) throws IOException {
        run("ip", "link", "add", card, "type", "veth", "peer", "name", card, "netns", name);
        run("ip", "addr", "add", outside + "/30", "dev", card);
        run("ip", "link", "set", card, "up");
        inside("addr", "add", insideAddress + "/30", "dev", card);
        inside("link", "set", card, "up");
    }

    /** What a command begins with that runs in it. */
    List<String> command() {
        return List.of("ip", "netns", "exec", name);
    }

    void cut() throws IOException {
        run("ip", "neigh", "replace", SELF_AT_LEDGER, "lladdr", NO_CARD, "dev", toLedger, "nud", "permanent");
        inside("neigh", "replace", LEDGER, "lladdr", NO_CARD, "dev", toLedger, "nud", "permanent");
    }

    void mend() throws IOException {
        run("ip", "neigh", "del", SELF_AT_LEDGER, "dev", toLedger);
        inside("neigh", "del", LEDGER, "dev", toLedger);
    }

    private void inside(String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("ip", "-n", name));
        all.addAll(List.of(command));
        run(all.toArray(String[]::new));
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The cards go with it. */
    @Override
    public void close() throws IOException {
        run("ip", "netns", "del", name);
    }
}
