package dev.sluice.engine.writer;

import dev.sluice.engine.desk.KnownBuyers;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.desk.Trouble;
import dev.sluice.engine.news.Edition;
import dev.sluice.engine.news.News;
import dev.sluice.engine.news.NewsChannel;
import dev.sluice.engine.retry.Rounds;
import dev.sluice.sale.Change;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Tells other processes what the writers of this one made durable. Writers leave what is new and go on; a thread makes editions of it, at a
 * pace that does not depend on how many writers there are or how often they commit. One edition for everybody is under way at a time, and is
 * repeated under its number until it got away. Who asks is answered with everything, one edition at a time, beside that.
 *
 * <p>Each edition says up to which time everything is told. Where more changes than goes into one, that is some time ago.
 *
 * <p>It tells nothing while this process is not sure that it owns its sales: who hears nothing refuses nothing.
 */
final class Publisher implements AutoCloseable {
    /** Of a process whose gateway is in it. */
    static final Publisher NONE = new Publisher(NewsChannel.NONE, () -> 0, () -> false, () -> 0, Untold.Room.USUAL);

    static final int SHORTEST_MILLIS = 20;
    static final int LONGEST_MILLIS = 100;

    /** A stage that does not end is taken for one that failed. */
    private static final int PATIENCE_MILLIS = 2_000;

    private final NewsChannel channel;
    private final boolean any;
    private final IntSupplier member;
    private final BooleanSupplier sure;
    private final LongSupplier millis;
    private final long run = ThreadLocalRandom.current().nextLong();
    private final Rounds rounds = new Rounds("news", Duration.ofMillis(SHORTEST_MILLIS), this::round);

    /** What writers left and no round has seen yet. */
    private final Queue<Told> left = new ConcurrentLinkedQueue<>();

    private final Set<Integer> asking = ConcurrentHashMap.newKeySet();

    private final Untold untold;
    private final Map<Integer, Answering> answers = new HashMap<>();
    private int answered;
    private long sequence;
    /** When it was looked last at what writers left, while this process was sure. */
    private long gatheredAtMillis;

    private long publishedAtMillis = Long.MIN_VALUE / 2;
    private Edition edition;
    private Sending sending;

    /**
     * @param member the number of this process; nothing is told while it is 0
     * @param sure whether this process owns its sales
     * @param millis a clock that only goes forward
     * @param most what one edition holds
     */
    Publisher(NewsChannel channel, IntSupplier member, BooleanSupplier sure, LongSupplier millis, Untold.Room most) {
        this.channel = channel;
        this.any = channel != NewsChannel.NONE;
        this.member = member;
        this.sure = sure;
        this.millis = millis;
        this.untold = new Untold(most);
        this.gatheredAtMillis = millis.getAsLong();
    }

    /** From here on others may ask. */
    void listen() {
        if (any) {
            channel.whenAsked(asking::add);
        }
    }

    void start() {
        if (any) {
            listen();
            rounds.start();
        }
    }

    @Override
    public void close() {
        if (any) {
            rounds.close();
        }
    }

    /** A writer begins with this. Called by the writers' threads, as all that follow. */
    void begins(int sale, long epoch, SaleView view, KnownBuyers known) {
        if (any) {
            left.add(new Told.Begun(sale, epoch, view, known));
        }
    }

    /** @param made what is new with it */
    void changes(int sale, long epoch, SaleView view, List<Change.Made> made) {
        if (any) {
            long[] buyers = new long[made.size()];
            for (int i = 0; i < buyers.length; i++) {
                buyers[i] = KnownBuyers.fingerprint(made.get(i).state().buyer());
            }
            left.add(new Told.Different(sale, epoch, view, buyers));
        }
    }

    /** @param settled whether nobody needs a writer of it any more; otherwise another process may have one */
    void ends(int sale, long epoch, boolean settled) {
        if (any) {
            left.add(new Told.Over(new News.Ended(sale, epoch, settled)));
        }
    }

    void breaks(int sale, long epoch, Trouble trouble) {
        if (any) {
            left.add(new Told.Over(new News.Broken(sale, epoch, trouble)));
        }
    }

    private sealed interface Told {
        record Begun(int sale, long epoch, SaleView view, KnownBuyers known) implements Told {}

        record Different(int sale, long epoch, SaleView view, long[] buyers) implements Told {}

        record Over(News news) implements Told {}
    }

    /** An answer, and what of it was handed to the channel last. */
    private static final class Answering {
        private final NewsAnswer answer;
        private Sending sending;

        Answering(NewsAnswer answer) {
            this.answer = answer;
        }
    }

    /** What was handed to the channel. It is ended by a thread of the channel. */
    private static final class Sending {
        private final long begunMillis;
        private volatile Boolean success;

        Sending(CompletionStage<Void> stage, long nowMillis, Runnable then) {
            begunMillis = nowMillis;
            stage.whenComplete((_, failure) -> {
                success = failure == null;
                then.run();
            });
        }

        boolean isOver(long nowMillis) {
            return success != null || nowMillis - begunMillis > PATIENCE_MILLIS;
        }

        boolean hasFailed() {
            return success == null || !success;
        }
    }

    /** Tells what is to be told now. Returns whether there is more at once. For one thread only. */
    boolean round() {
        boolean sureBefore = sure.getAsBoolean(); // What made it sure again was left before.
        long nowMillis = millis.getAsLong();
        gather();
        if (untold.isTooMuch()) {
            untold.drop();
            sequence++; // Whoever misses it asks.
        }
        if (member.getAsInt() == 0 || !sureBefore || !sure.getAsBoolean()) {
            return false;
        }
        gatheredAtMillis = nowMillis;
        publish(nowMillis);
        for (int gateway : List.copyOf(asking)) {
            asking.remove(gateway);
            answers.put(gateway, new Answering(new NewsAnswer(++answered, untold)));
        }
        boolean more = false;
        for (int gateway : List.copyOf(answers.keySet())) {
            more |= answer(gateway, nowMillis);
        }
        return more;
    }

    /** What is there came after it was gathered last while this process was sure. */
    private void gather() {
        long since = gatheredAtMillis;
        for (Told told = left.poll(); told != null; told = left.poll()) {
            switch (told) {
                case Told.Begun(int sale, long epoch, SaleView view, KnownBuyers known) ->
                    untold.begin(sale, epoch, view, known, since);
                case Told.Different(int sale, long epoch, SaleView view, long[] buyers) ->
                    untold.change(sale, epoch, view, buyers, since);
                case Told.Over(News news) -> untold.end(news, since);
            }
        }
    }

    private void publish(long nowMillis) {
        if (sending != null && !sending.isOver(nowMillis)) {
            return;
        }
        long passed = nowMillis - publishedAtMillis;
        if (sending != null && sending.hasFailed()) {
            if (passed >= SHORTEST_MILLIS) {
                publishedAtMillis = nowMillis;
                sending = new Sending(channel.publish(edition), nowMillis, () -> {});
            }
        } else if (passed >= (untold.isEmpty() ? LONGEST_MILLIS : SHORTEST_MILLIS)) {
            publishedAtMillis = nowMillis;
            List<News> next = untold.next(sequence);
            long upToMillis = Math.min(nowMillis, untold.toldUpToMillis());
            edition = new Edition(member.getAsInt(), run, ++sequence, upToMillis, next);
            sending = new Sending(channel.publish(edition), nowMillis, () -> {});
        }
    }

    /** Sends the next of an answer, if the one before got away. Returns whether there is more at once. */
    private boolean answer(int gateway, long nowMillis) {
        Answering one = answers.get(gateway);
        if (one.sending != null && !one.sending.isOver(nowMillis)) {
            return false;
        }
        if (one.answer.isOver() || (one.sending != null && one.sending.hasFailed())) {
            answers.remove(gateway); // Who did not get it asks again.
            return false;
        }
        Edition next = one.answer.next(member.getAsInt(), run, sequence, nowMillis);
        one.sending = new Sending(channel.send(gateway, next), nowMillis, rounds::wake);
        return one.sending.isOver(nowMillis);
    }
}
