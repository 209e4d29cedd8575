package dev.sluice.sale.draw;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Works out a draw again from what was told of it, step by step, and trusts none of it: the draw is promised, sealed, given its values
 * and put in order anew. Where a step is wrong, those that need it are reckoned from what was said, so that each tells about itself.
 * Used once, by one thread.
 */
public final class DrawCheck {
    private static final long SECOND_MILLIS = 1_000;

    private final DrawArchive archive;
    private final Beacons beacons;
    private final List<CheckStep> steps = new ArrayList<>();
    private EntryTree tree;
    private Draw draw;

    private DrawCheck(DrawArchive archive, Beacons beacons) {
        this.archive = archive;
        this.beacons = beacons;
        draw = Draw.promised(archive.sale(), archive.fairness()).sealed(archive.seal());
    }

    /** What came out of it, in the order in which a draw goes. */
    public static DrawCheck of(DrawArchive archive, Beacons beacons) {
        DrawCheck check = new DrawCheck(archive, beacons);
        check.checkEntries();
        check.checkRoot();
        check.checkSecrets();
        check.checkBeacon();
        check.checkSeed();
        check.checkOrder();
        check.checkVerdict();
        return check;
    }

    public List<CheckStep> steps() {
        return List.copyOf(steps);
    }

    /** Whether all is as it was said. */
    public boolean isRight() {
        return steps.stream().allMatch(CheckStep::right);
    }

    /** Whether all is right, and nobody can have chosen the order. */
    public boolean isProven() {
        return isRight() && draw.isProven();
    }

    /** The sealed entries; null if they are none that can be sealed. */
    public EntryTree tree() {
        return tree;
    }

    private void checkEntries() {
        EntryTree.Builder builder = new EntryTree.Builder(archive.sale());
        Set<String> entrants = HashSet.newHashSet(archive.entries().size());
        int unsorted = -1;
        int twice = -1;
        for (int i = 0; i < archive.entries().size(); i++) {
            DrawEntry entry = archive.entries().get(i).entry();
            if (!builder.add(entry) && unsorted < 0) {
                unsorted = i;
            }
            if (!entrants.add(entry.entrant()) && twice < 0) {
                twice = i;
            }
        }
        if (twice >= 0) {
            say(
                    "entries",
                    false,
                    "entrant " + archive.entries().get(twice).entry().entrant() + " stands twice");
        } else if (unsorted >= 0) {
            say("entries", false, "entry " + number(unsorted + 1) + " does not stand in the order of the leaves");
        } else if (archive.entries().size() != archive.seal().entries()) {
            say(
                    "entries",
                    false,
                    "there are " + number(archive.entries().size()) + ", and "
                            + number(archive.seal().entries()) + " were sealed");
        } else {
            say("entries", true, number(entrants.size()) + ", no entrant twice");
        }
        if (twice < 0) {
            tree = builder.seal();
        }
    }

    private void checkRoot() {
        String root = tree == null ? "none" : tree.root();
        compare("root", root, archive.seal().root(), "the entries give");
    }

    private void checkSecrets() {
        if (archive.fairness().parties().isEmpty()) {
            return;
        }
        int wrong = 0;
        for (String secret : archive.secrets()) {
            Draw.Entered entered = draw.enter(secret);
            draw = entered.draw();
            wrong += entered.answer() == DrawAnswer.TAKEN ? 0 : 1;
        }
        List<String> missing = draw.missingParties();
        int parties = archive.fairness().parties().size();
        if (wrong > 0) {
            say("secrets", false, wrong + " of those that were revealed were not promised, or stand twice");
        } else if (missing.isEmpty()) {
            say("secrets", true, parties + " of " + parties + ", each as it was promised");
        } else {
            say(
                    "secrets",
                    archive.waived(),
                    "missing that of " + String.join(", ", missing)
                            + (archive.waived() ? ", without which the draw went on" : ""));
        }
    }

    private void checkBeacon() {
        BeaconRound named = archive.fairness().beacon();
        if (named == null && archive.beacon() == null) {
            return;
        }
        BeaconRound counting = draw.round();
        if (named == null) {
            say("beacon", false, "there is a value of a beacon, and none was named");
        } else if (archive.beacon() == null) {
            say(
                    "beacon",
                    archive.waived(),
                    "missing round " + named.round() + (archive.waived() ? ", without which the draw went on" : ""));
        } else if (beacons.chain(named.chain()).isEmpty()) {
            say("beacon", false, "the chain " + named.chain() + " is not one whose public key is known");
        } else if (draw.enter(archive.beacon(), beacons).answer() != DrawAnswer.TAKEN) {
            say(
                    "beacon",
                    false,
                    "the value is not round " + counting.round() + " of the chain, which did not sign it"
                            + late(named, counting));
        } else {
            draw = draw.enter(archive.beacon(), beacons).draw();
            BeaconChain chain = beacons.chain(named.chain()).orElseThrow();
            long after = (chain.timeMillis(counting.round()) - archive.seal().atMillis()) / SECOND_MILLIS;
            say(
                    "beacon",
                    true,
                    "round %d of %s, signed by it, %s s after the seal%s"
                            .formatted(counting.round(), chain.name(), number(after), late(named, counting)));
        }
    }

    private static String late(BeaconRound named, BeaconRound counting) {
        return named.equals(counting)
                ? ""
                : "; round " + named.round() + ", which was named, was known by the seal and does not count";
    }

    private void checkSeed() {
        try {
            if (archive.waived()) {
                draw = draw.waive();
            }
            compare("seed", draw.seed(), archive.seed(), "the values give");
        } catch (IllegalArgumentException e) {
            say("seed", false, "it cannot be worked out: " + e.getMessage());
        }
    }

    private void checkOrder() {
        int[] places =
                DrawOrder.places(DrawOrder.of(archive.seed(), archive.entries().size()));
        for (int i = 0; i < places.length; i++) {
            DrawArchive.Placed said = archive.entries().get(i);
            if (said.place() != places[i] + 1) {
                say(
                        "order",
                        false,
                        "entrant %s is said to be in place %s, and the seed gives place %s"
                                .formatted(said.entry().entrant(), number(said.place()), number(places[i] + 1L)));
                return;
            }
        }
        say("order", true, "every entry is in the place that the seed gives it");
    }

    private void checkVerdict() {
        boolean proven = isRight() && draw.isProven();
        if (archive.proven() && !proven) {
            say("verdict", false, "the draw is said to be proven, and is not");
        } else if (!archive.proven() && proven) {
            say("verdict", false, "the draw is said to be unproven, and is proven");
        } else {
            say("verdict", true, proven ? "proven" : "unproven, as it says itself");
        }
    }

    private void compare(String name, String found, String said, String by) {
        boolean same = found.equals(said);
        say(name, same, same ? said : "it is said to be " + said + ", and " + by + " " + found);
    }

    private void say(String name, boolean right, String detail) {
        steps.add(new CheckStep(name, right, detail));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
