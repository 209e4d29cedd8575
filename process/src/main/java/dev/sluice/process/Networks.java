package dev.sluice.process;

import java.io.IOException;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A network of its own for each node, on this machine alone: a network namespace with a pair of virtual interfaces between it and the one of
 * this process, under addresses that are set aside for tests (RFC 2544). It takes root, and the programs {@code ip}, {@code unshare} and
 * {@code nsenter}. A namespace has no name, and is gone with the last process in it, and its interfaces with it: nothing can be left behind.
 *
 * <p>A cut makes either side believe that the other has a network card that it has not: what is sent is lost without a word, as when a cable
 * is pulled somewhere between.
 */
public final class Networks implements AutoCloseable {
    private static final int NETS = 256;
    private static final int TRIES = 20;
    private static final int PATIENCE_SECONDS = 20;
    private static final String NOBODY = "02:00:00:00:00:01";
    private static final String CONNECT = """
            ip link add "$1" type veth peer name eth0 netns "$2"
            ip addr add "$3" peer "$4" dev "$1"
            ip link set "$1" up
            nsenter -t "$2" -n ip link set lo up
            nsenter -t "$2" -n ip addr add "$4" peer "$3" dev eth0
            nsenter -t "$2" -n ip link set eth0 up
            """;
    private static final String CUT = """
            ip neigh replace "$4" lladdr "$5" dev "$1" nud permanent
            nsenter -t "$2" -n ip neigh replace "$3" lladdr "$5" dev eth0 nud permanent
            """;
    private static final String MEND = """
            ip neigh del "$4" dev "$1" || :
            nsenter -t "$2" -n ip neigh del "$3" dev eth0 || :
            """;

    private final int net;
    private final Map<String, Cable> cables = new LinkedHashMap<>();

    /**
     * Between a node and all others.
     *
     * @param namespace lasts as long as it
     */
    private record Cable(Hold namespace, String link, String here, String there) {
        List<String> arguments() {
            return List.of(link, Long.toString(namespace.pid()), here, there, NOBODY);
        }
    }

    private Networks(int net) {
        this.net = net;
    }

    /**
     * Makes them.
     *
     * @throws IOException why they cannot be made here
     */
    public static Networks of(List<String> nodes) throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new IOException("only root can make networks");
        }
        Networks networks = new Networks(freeNet());
        boolean up = false;
        try {
            for (String node : nodes) {
                networks.connect(node);
            }
            up = true;
            return networks;
        } finally {
            if (!up) {
                networks.close();
            }
        }
    }

    /** The address of this process, as all nodes know it. */
    public String host() {
        return address(1);
    }

    /** Where a node is. */
    public Place place(String node) {
        Cable cable = cables.get(node);
        return new Place(cable.there, List.of("nsenter", "-t", Long.toString(cable.namespace.pid()), "-n", "--"));
    }

    /** Loses all that is sent to and from a node until it is closed. */
    public Hold cut(String node) throws IOException {
        return Hold.of(List.of(), CUT, MEND, cables.get(node).arguments());
    }

    @Override
    public void close() throws IOException {
        for (Cable cable : cables.values()) {
            cable.namespace.close();
        }
    }

    private void connect(String node) throws IOException, InterruptedException {
        Hold namespace = Hold.of(List.of("unshare", "-n"), "", "", List.of());
        Cable cable =
                new Cable(namespace, "sluice" + net + "-" + (cables.size() + 1), host(), address(cables.size() + 2));
        cables.put(node, cable);
        run(CONNECT, cable.arguments());
    }

    private String address(int last) {
        return "198.18." + net + "." + last;
    }

    private static void run(String script, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-ec", script, "sluice-networks"));
        command.addAll(arguments);
        Process shell = new ProcessBuilder(command).redirectErrorStream(true).start();
        shell.getOutputStream().close();
        String said = new String(shell.getInputStream().readAllBytes()).strip();
        if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || shell.exitValue() != 0) {
            shell.destroyForcibly();
            throw new IOException(said.isEmpty() ? "networks cannot be made" : said);
        }
    }

    /** Others may do the same at the same time. */
    private static int freeNet() throws IOException {
        Random random = new Random();
        for (int i = 0; i < TRIES; i++) {
            int net = random.nextInt(NETS);
            String begins = "sluice" + net + "-";
            if (Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .noneMatch(link -> link.getName().startsWith(begins))) {
                return net;
            }
        }
        throw new IOException("no network is free");
    }
}
