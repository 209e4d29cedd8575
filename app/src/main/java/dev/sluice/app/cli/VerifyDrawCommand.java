package dev.sluice.app.cli;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.beacon.BeaconLibraryException;
import dev.sluice.beacon.DrandBeacons;
import dev.sluice.format.draw.DrawArchiveJson;
import dev.sluice.format.draw.EntryProofJson;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.sale.draw.CheckStep;
import dev.sluice.sale.draw.DrawArchive;
import dev.sluice.sale.draw.DrawCheck;
import dev.sluice.sale.draw.EntryProof;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a draw from its file alone. */
@Command(
        name = "verify-draw",
        mixinStandardHelpOptions = true,
        description = {
            "Works out a draw again from its archive: the sealed entries, the values, the order. Asks no server, not"
                    + " even for a beacon, whose signature tells enough.",
            "Prints each step with ok or what differs, and ends with 1 if something does. A draw that says itself that"
                    + " it proves nothing ends with 0 if the rest is right. docs/fairness.md explains what is proven."
        },
        footerHeading = "%nExample:%n",
        footer = "  sluice verify-draw docs/samples/draw.json --proof docs/samples/draw-proof.json")
final class VerifyDrawCommand implements Callable<Integer> {
    /** Some eight million entries. */
    private static final int MAX_ARCHIVE_BYTES = 1 << 30;

    private static final int MAX_PROOF_BYTES = 1 << 16;
    private static final String LINE = "%-6s %-10s %s%n";

    @Parameters(index = "0", paramLabel = "FILE", description = "The archive, a JSON file.")
    private Path file;

    @Option(
            names = "--root",
            paramLabel = "HEX",
            description = "The root that you noted when the entries were sealed: it must be this one.")
    private String root;

    @Option(
            names = "--proof",
            paramLabel = "FILE",
            description = "The proof of your own entry: says whether it took part, and in which place it is.")
    private Path proof;

    @Option(
            names = "--entry",
            paramLabel = "HEX",
            description = "An entrant's pseudonym, or a leaf: says in which place it is.")
    private String entry;

    @Spec
    private CommandSpec spec;

    private boolean right = true;

    @Override
    public Integer call() {
        requireHash("--root", root);
        requireHash("--entry", entry);
        try {
            DrawArchive archive = read(file, MAX_ARCHIVE_BYTES, DrawArchiveJson::read);
            DrawCheck check = DrawCheck.of(archive, DrandBeacons.mainnet());
            check.steps().forEach(this::tell);
            if (root != null) {
                tell(noted(archive));
            }
            if (proof != null) {
                tellProof(read(proof, MAX_PROOF_BYTES, EntryProofJson::read), archive);
            }
            if (entry != null) {
                tell(place("entry", entry, archive));
            }
            tellVerdict(archive, check);
            return right ? ExitCode.OK : ExitCode.FAILURE;
        } catch (UnreadableException e) {
            PrintWriter err = spec.commandLine().getErr();
            e.reasons.forEach(err::println);
            err.flush();
            return ExitCode.FAILURE;
        } catch (BeaconLibraryException e) {
            spec.commandLine().getErr().println(e.getMessage());
            spec.commandLine().getErr().flush();
            return ExitCode.FAILURE;
        }
    }

    /** A file that cannot be what it should be. */
    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<String> reasons;

        UnreadableException(List<String> reasons) {
            super(String.join("; ", reasons));
            this.reasons = reasons;
        }
    }

    private void requireHash(String option, String hex) {
        if (hex != null && !hex.matches("[0-9a-f]{64}")) {
            throw new ParameterException(
                    spec.commandLine(), option + " is 64 hexadecimal digits, small ones, not \"" + hex + "\".");
        }
    }

    private static <T> T read(Path from, int most, Function<byte[], T> reader) {
        try {
            if (!Files.isRegularFile(from)) {
                throw new UnreadableException(List.of(from + " is no file"));
            }
            try (InputStream in = Files.newInputStream(from)) {
                byte[] bytes = Files.size(from) > most ? new byte[0] : in.readNBytes(most);
                if (bytes.length == 0 || in.read() >= 0) {
                    throw new UnreadableException(List.of(from + " is empty, or has more than " + most + " bytes"));
                }
                return reader.apply(bytes);
            }
        } catch (InvalidFieldsException e) {
            throw new UnreadableException(e.byPointer().entrySet().stream()
                    .map(field -> from + ": " + field.getKey() + " " + field.getValue())
                    .toList());
        } catch (IOException e) {
            throw new UnreadableException(List.of("cannot read " + e.getMessage()));
        }
    }

    private CheckStep noted(DrawArchive archive) {
        boolean same = root.equals(archive.seal().root());
        return new CheckStep("noted root", same, same ? root : "the sealed entries have another than " + root);
    }

    private void tellProof(EntryProof own, DrawArchive archive) {
        List<CheckStep> steps = own.check(archive.sale(), archive.seal());
        steps.forEach(this::tell);
        tell(place("yours", own.entry().leaf(own.sale()), archive));
    }

    private static CheckStep place(String name, String hash, DrawArchive archive) {
        Optional<DrawArchive.Placed> found = archive.entries().stream()
                .filter(placed -> placed.entry().entrant().equals(hash)
                        || placed.entry().leaf(archive.sale()).equals(hash))
                .findFirst();
        return found.map(placed -> new CheckStep(
                        name,
                        true,
                        "in place %,d of %,d"
                                .formatted(placed.place(), archive.entries().size())))
                .orElseGet(() -> new CheckStep(name, false, "no entry has the pseudonym or the leaf " + hash));
    }

    private void tell(CheckStep step) {
        right &= step.right();
        spec.commandLine().getOut().printf(LINE, step.right() ? "ok" : "WRONG", step.name(), shown(step.detail()));
    }

    /** A file may hold what a terminal would obey. */
    private static String shown(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Zl}\\p{Zp}]", "\uFFFD");
    }

    private void tellVerdict(DrawArchive archive, DrawCheck check) {
        PrintWriter out = spec.commandLine().getOut();
        if (!check.isRight()) {
            out.printf("%nThe draw of %s is not what it says.%n", shown(archive.sale()));
        } else if (check.isProven()) {
            out.printf(
                    "%nThe draw of %s is right, and proven: nobody chose the order, if a single one of those who gave"
                            + " a value was honest, and the root was known before the values.%n",
                    shown(archive.sale()));
        } else {
            out.printf(
                    "%nThe draw of %s is right, and proves nothing, as it says itself: somebody may have chosen the"
                            + " order.%n",
                    shown(archive.sale()));
        }
        if (check.isRight() && !right) {
            out.println("What you asked for of your own is wrong.");
        }
        out.flush();
    }
}
