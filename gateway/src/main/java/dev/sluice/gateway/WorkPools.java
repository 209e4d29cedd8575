package dev.sluice.gateway;

import dev.sluice.gateway.lane.WorkPool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The pools of what event loops must not do, one for each kind of work, so that none of them takes the room of another: who signs in does
 * not wait for reports, nor who pays for who looks on. Any thread may use it.
 */
final class WorkPools {
    /** Processor-heavy work leaves the other half to event loops and writers. */
    private static final int HALF_OF_THE_PROCESSORS =
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final WorkPool.Bounds PAYMENTS = new WorkPool.Bounds(256, 1_000, 5_000);
    private static final String TOO_MANY_PAYMENTS = "too many payments at once";

    private final WorkPool logins = WorkPool.computing(
            "logins", new WorkPool.Bounds(HALF_OF_THE_PROCESSORS, 20_000, 30_000), "too many people sign in at once");
    private final WorkPool keys = WorkPool.waiting(
            "keys", new WorkPool.Bounds(8, 20_000, 30_000), "the identity provider's keys cannot be had now");
    private final WorkPool people = WorkPool.waiting(
            "people", new WorkPool.Bounds(64, 2_000, 2_000), "too many people look at what is theirs at once");
    private final WorkPool searches = WorkPool.computing(
            "searches", new WorkPool.Bounds(HALF_OF_THE_PROCESSORS, 1_000, 2_000), "too many searches at once");
    private final WorkPool merchants = WorkPool.computing(
            "merchants", new WorkPool.Bounds(2, 200, 10_000), "too many changes by merchants at once");
    /** Tickets at doors: signatures, and the ledger. */
    private final WorkPool doors =
            WorkPool.computing("doors", new WorkPool.Bounds(4, 500, 5_000), "too many tickets are checked at once");

    /** A ticket is as good without what its QR code says, so nobody waits long for that. */
    private final WorkPool seals = WorkPool.computing(
            "seals", new WorkPool.Bounds(HALF_OF_THE_PROCESSORS, 500, 300), "too many tickets are signed at once");

    private final WorkPool trail =
            WorkPool.waiting("trail", new WorkPool.Bounds(8, 500, 5_000), "too many changes are written down at once");
    private final WorkPool imports = WorkPool.computing(
            "imports", new WorkPool.Bounds(1, 8, 30_000), "other timetables and seat maps are being read");
    /** A picture takes a hundred megabytes while it is decoded. */
    private final WorkPool pictures =
            WorkPool.computing("pictures", new WorkPool.Bounds(1, 8, 30_000), "other pictures are being decoded");

    private final WorkPool reports =
            WorkPool.computing("reports", new WorkPool.Bounds(4, 50, 5_000), "too many reports at once");
    /** Makes tables, a piece at a time; as many wait as there can be under way. */
    private final WorkPool exports =
            WorkPool.computing("exports", new WorkPool.Bounds(2, 100, 60_000), "too many tables are exported at once");

    /** What goes through all entries of a draw, or checks a beacon's signature. */
    private final WorkPool draws = WorkPool.computing(
            "draws", new WorkPool.Bounds(HALF_OF_THE_PROCESSORS, 500, 10_000), "too much is asked of draws at once");

    private final WorkPool archives =
            WorkPool.waiting("archives", new WorkPool.Bounds(16, 2_000, 10_000), "too many read archives at once");

    private final WorkPool audits =
            WorkPool.waiting("audits", new WorkPool.Bounds(2, 16, 30_000), "too many audits at once");
    /** One for each provider: one that is slow holds up nobody who pays by another. */
    private final Map<String, WorkPool> payments = new TreeMap<>();

    /** @param providers of payments, by their names */
    WorkPools(Collection<String> providers) {
        providers.forEach(
                name -> payments.put(name, WorkPool.waiting("payments-" + name, PAYMENTS, TOO_MANY_PAYMENTS)));
    }

    WorkPool logins() {
        return logins;
    }

    /** Where an identity provider's keys are fetched. */
    WorkPool keys() {
        return keys;
    }

    /** What people read of their own. */
    WorkPool people() {
        return people;
    }

    /** Walks along many sales. */
    WorkPool searches() {
        return searches;
    }

    /** What merchants create and change. */
    WorkPool merchants() {
        return merchants;
    }

    /** Where tickets are checked. */
    WorkPool doors() {
        return doors;
    }

    /** Where tickets are signed. */
    WorkPool seals() {
        return seals;
    }

    /** Writes down who changes what. */
    WorkPool trail() {
        return trail;
    }

    /** Whole timetables and seat maps. */
    WorkPool imports() {
        return imports;
    }

    /** Decodes pictures. */
    WorkPool pictures() {
        return pictures;
    }

    WorkPool reports() {
        return reports;
    }

    WorkPool exports() {
        return exports;
    }

    WorkPool draws() {
        return draws;
    }

    /** Reads archives of draws, a piece at a time. */
    WorkPool archives() {
        return archives;
    }

    WorkPool audits() {
        return audits;
    }

    /** @param provider its name */
    WorkPool payments(String provider) {
        return payments.get(provider);
    }

    /** All that there are. */
    List<WorkPool> all() {
        List<WorkPool> all = new ArrayList<>(List.of(
                logins, keys, people, searches, merchants, doors, seals, trail, imports, pictures, reports, exports,
                draws, archives, audits));
        all.addAll(payments.values());
        return all;
    }
}
