package dev.sluice.app.postgres;

import dev.sluice.app.exit.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As whom the server runs. PostgreSQL refuses to run as root, and should not have root's rights: where root starts it, it runs as another
 * user of the machine, if that one can reach its programs and its data; else as root without its rights, in a user namespace.
 *
 * @param name for people
 * @param uid of whom its files are; -1 for whoever this process is
 * @param prefix goes before a program
 * @param programs the folder of the server's programs
 */
record PostgresAccount(String name, int uid, List<String> prefix, Path programs) {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresAccount.class);
    private static final List<String> NAMES = List.of("sluice", "postgres", "nobody");
    private static final Path USERS = Path.of("/etc/passwd");
    /** For whoever cannot look into root's own cache. */
    private static final Path SHARED_CACHE = Path.of("/var/cache/sluice");

    private static final int TRIAL_SECONDS = 30;
    private static final int ROOT = 0;

    /** @param folder with the data, below which it makes its own */
    static PostgresAccount of(Path folder) throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new PostgresAccount(
                    System.getProperty("user.name"), -1, List.of(), bin(PostgresBinaries.unpacked()));
        }
        for (String[] user : users()) {
            PostgresAccount other = other(user, folder);
            if (other != null) {
                return other;
            }
        }
        LOG.warn(
                "PostgreSQL runs as root in a user namespace, without root's rights: none of the users {} can reach both its"
                        + " programs and {}, or setpriv is missing",
                NAMES,
                folder);
        return inNamespace();
    }

    /** Makes a file or a folder, and all in it, be this user's. */
    void own(Path tree) throws IOException {
        if (uid < 0) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            all = walk.toList();
        }
        for (Path path : all) {
            if (!Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(uid)) {
                Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static Path bin(Path unpacked) {
        return unpacked.resolve("bin");
    }

    /** Name, uid and gid of those that there are. */
    private static List<String[]> users() throws IOException {
        List<String[]> users = new ArrayList<>();
        List<String> lines = Files.exists(USERS) ? Files.readAllLines(USERS) : List.of();
        for (String name : NAMES) {
            for (String line : lines) {
                String[] fields = line.split(":");
                if (fields.length > 3 && fields[0].equals(name) && !fields[2].equals("0")) {
                    users.add(new String[] {name, fields[2], fields[3]});
                }
            }
        }
        return users;
    }

    /** Null if this user cannot run the server, or not on this folder. */
    private static PostgresAccount other(String[] user, Path folder) throws IOException, InterruptedException {
        List<String> prefix =
                List.of("setpriv", "--reuid=" + user[1], "--regid=" + user[2], "--clear-groups", "--no-new-privs");
        if (!succeeds(prefix, "test", "-x", folder.toString())) {
            return null;
        }
        Path programs = bin(PostgresBinaries.unpacked());
        if (!succeeds(prefix, programs.resolve("postgres").toString(), "--version")) {
            programs = bin(PostgresBinaries.unpacked(SHARED_CACHE));
            if (!succeeds(prefix, programs.resolve("postgres").toString(), "--version")) {
                return null;
            }
        }
        return new PostgresAccount(user[0], Integer.parseInt(user[1]), prefix, programs);
    }

    private static PostgresAccount inNamespace() throws IOException, InterruptedException {
        List<String> prefix = List.of("unshare", "--user");
        if (!succeeds(prefix, "true")) {
            throw StartException.failure(
                    "PostgreSQL does not run as root, and this machine lets root neither run it as another user (setpriv)"
                            + " nor make a user namespace (unshare --user). Start Sluice as another user.",
                    null);
        }
        return new PostgresAccount("root", ROOT, prefix, bin(PostgresBinaries.unpacked()));
    }

    private static boolean succeeds(List<String> prefix, String... program) throws InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(program));
        try {
            Process trial = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = trial.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS);
            trial.destroyForcibly();
            return ended && trial.exitValue() == 0;
        } catch (IOException e) {
            LOG.debug("{} is not there", command.getFirst(), e);
            return false;
        }
    }
}
