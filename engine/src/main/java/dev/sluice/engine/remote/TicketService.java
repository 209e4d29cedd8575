package dev.sluice.engine.remote;

import dev.sluice.engine.news.Edition;
import dev.sluice.engine.news.News;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A process with writers, as far as it was heard: which of its editions were read, whether what it told is still all that there is, and how old
 * that is. One thread at a time hears it; any may ask it.
 */
final class TicketService {
    /** Who heard nothing for longer than this refuses nobody. */
    static final int FRESH_MILLIS = 500;

    /** In the place of a time: never. */
    static final long NEVER = Long.MIN_VALUE / 2;

    private static final long UNKNOWN = Long.MAX_VALUE;

    final int member;
    final long run;

    private final Lag lag = new Lag();

    /** Of the last edition for everybody that was read; 0 for none. */
    private long sequence;

    /** Whether an edition may have been lost since then. */
    private boolean broken = true;

    /** Not all editions up to this were read: what was told whole before it may have changed since. */
    private volatile long lackingUpTo = UNKNOWN;

    /** Something was read that makes no sense without what is only found in an answer that is newer than this. */
    private volatile long puzzledAt;

    /** Everything was told as it was at this edition, or later; -1 for never. */
    private volatile long answeredAt = -1;

    private volatile long currentAtMillis = NEVER;
    private volatile boolean living = true;

    /** It is asked for everything some times without more patience; then ever later, as long as something is lacking again soon after. */
    private static final int AT_ONCE = 3;

    private static final int MAX_DOUBLINGS = 2;

    /** So long nothing was lacking after it was asked. */
    private static final long CALM_MILLIS = 5_000;

    /** When it was asked for everything, or something of its answer came. */
    private long askedAtMillis = NEVER;

    /** How often it was asked in the trouble that there is or was a moment ago, and not before when it is again. */
    private int asked;

    private long againAtMillis = NEVER;

    private int answer;
    private int part;
    private long answerSince;
    private final Map<Integer, Arriving> forAll = new HashMap<>();
    private final Map<Integer, Arriving> inAnswer = new HashMap<>();

    /** Parts of a sale of which others are still to come. */
    private record Arriving(long epoch, List<long[]> buyers) {}

    /** @param run 0 while it was not heard */
    TicketService(int member, long run) {
        this.member = member;
        this.run = run;
    }

    /** Whether nothing was lost since the edition at which everything was told. Any thread. */
    boolean isComplete(long wholeAt) {
        return wholeAt >= lackingUpTo;
    }

    /** Whether it was heard a moment ago. Any thread. */
    boolean isFresh(long nowMillis) {
        return living && nowMillis - currentAtMillis <= FRESH_MILLIS;
    }

    /** Whether the ledger has it among those that are there. Any thread. */
    boolean isLiving() {
        return living;
    }

    void setLiving(boolean now) {
        living = now;
    }

    /** Whether all that it has to tell is known. Any thread. */
    boolean isKnown(long nowMillis) {
        return isFresh(nowMillis) && answeredAt >= Math.max(lackingUpTo, puzzledAt);
    }

    /** When it was made, by our clock. */
    long madeAtMillis(Edition edition, long nowMillis) {
        return lag.madeAtMillis(edition.atMillis(), nowMillis);
    }

    /** Takes the number of an edition for everybody; false if it was read before. */
    boolean takes(long next) {
        if (next <= sequence) {
            return false;
        }
        if (broken || next != sequence + 1) {
            broken = false;
            lackingUpTo = next - 1;
            forAll.clear();
        }
        sequence = next;
        return true;
    }

    /** What it told up to an edition that was made then is known. */
    void heard(long madeAtMillis) {
        currentAtMillis = Math.max(currentAtMillis, madeAtMillis);
    }

    /** Editions may be missing, whatever their numbers say. */
    void mayHaveLost() {
        broken = true;
        lackingUpTo = UNKNOWN;
        answer = 0;
        forAll.clear();
        inAnswer.clear();
    }

    /** From here on nothing that it told is worth anything. */
    void end() {
        lackingUpTo = UNKNOWN;
        living = false;
    }

    /** News of this edition cannot be understood; an answer that begins later will explain it. */
    void puzzles(long at) {
        puzzledAt = Math.max(puzzledAt, at);
    }

    /** Takes an edition of an answer; false if one before it is missing, or it was read before. */
    boolean continuesAnswer(Edition edition, long nowMillis) {
        if (edition.part() == 1 && edition.answer() != answer) {
            answer = edition.answer();
            part = 0;
            answerSince = edition.sequence();
            inAnswer.clear();
        }
        boolean next = edition.answer() == answer && edition.part() == part + 1;
        if (next) {
            part++;
            askedAtMillis = nowMillis;
        }
        return next;
    }

    /** The answer was read to its end. Returns since which edition it has everything. */
    long endAnswer(long nowMillis) {
        answeredAt = Math.max(answeredAt, answerSince);
        askedAtMillis = broken ? nowMillis : NEVER; // What it is worth, the next edition says.
        inAnswer.clear();
        return answerSince;
    }

    /** Whether everything is to be asked for now: something is lacking, and no answer is on its way. */
    boolean wantsAsking(long nowMillis, int patienceMillis) {
        if (answeredAt >= Math.max(lackingUpTo, puzzledAt)) {
            asked = nowMillis - againAtMillis >= CALM_MILLIS ? 0 : asked;
            return false;
        }
        return living && nowMillis - askedAtMillis >= patienceMillis && nowMillis >= againAtMillis;
    }

    /** @param patienceMillis as in {@link #wantsAsking} */
    void asked(long nowMillis, int patienceMillis) {
        askedAtMillis = nowMillis;
        asked++;
        int doublings = Math.min(asked - AT_ONCE, MAX_DOUBLINGS);
        againAtMillis = doublings < 1 ? nowMillis : nowMillis + ((long) patienceMillis << doublings);
    }

    /** Whether it was not heard for as long as this. */
    boolean isForgotten(long nowMillis, long afterMillis) {
        return nowMillis - currentAtMillis > afterMillis;
    }

    /** Takes a part of a sale. Returns all buyers once it was the last of them, and none is missing; else null. */
    List<long[]> take(News.Whole whole, boolean toAll) {
        Map<Integer, Arriving> arriving = toAll ? forAll : inAnswer;
        Arriving before =
                whole.part() == 0 ? new Arriving(whole.epoch(), new ArrayList<>()) : arriving.get(whole.sale());
        if (before == null || before.epoch != whole.epoch() || before.buyers.size() != whole.part()) {
            arriving.remove(whole.sale());
            return null;
        }
        before.buyers.add(whole.buyers());
        if (whole.view() == null) {
            arriving.put(whole.sale(), before);
            return null;
        }
        arriving.remove(whole.sale());
        return before.buyers;
    }
}
