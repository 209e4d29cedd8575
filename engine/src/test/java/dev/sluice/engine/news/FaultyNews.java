package dev.sluice.engine.news;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * News between processes that are all in this one, in steps of a clock, with what may go wrong on the way: editions are lost, come late, come
 * twice; their views cannot be read; handing them over fails, though they may come all the same; a process is stopped and finds everything at once later. Their order is kept
 * from each process to each other, apart for what is for all and what is for one. For one thread.
 */
public final class FaultyNews {
    private final Random random;
    private final LongSupplier millis;
    private final Map<Integer, Process> processes = new LinkedHashMap<>();

    /** In how many of a hundred cases something goes wrong; 0 for never. */
    public int faults;

    /** The longest that an edition is under way if nothing is wrong. */
    public int delayMillis = 5;

    /** Whether what is lost on the way for all is not to be seen by the numbers: who relies on these must be found out. */
    public boolean hidesLosses;

    private long published;

    public FaultyNews(Random random, LongSupplier millis) {
        this.random = random;
        this.millis = millis;
    }

    /** The channel of one process, which has this number. */
    public Process of(int member) {
        return processes.computeIfAbsent(member, Process::new);
    }

    /** Editions for all that were handed over. */
    public long published() {
        return published;
    }

    /** Hands over what has arrived by now. */
    public void deliver() {
        processes.values().forEach(Process::deliver);
    }

    private boolean goesWrong() {
        return random.nextInt(100) < faults;
    }

    /** As whoever reads it who was not told the terms of these sales. */
    private static Edition withoutViews(Edition edition) {
        List<News> news = edition.news().stream()
                .map(one -> one instanceof News.Changed changed
                        ? new News.Changed(changed.sale(), changed.epoch(), null, changed.buyers())
                        : one)
                .toList();
        return new Edition(
                edition.member(),
                edition.run(),
                edition.sequence(),
                edition.answer(),
                edition.part(),
                edition.atMillis(),
                news);
    }

    /** One process's end of the channel. */
    public final class Process implements NewsChannel {
        private final int member;
        private final Map<String, Deque<Delivery>> lines = new LinkedHashMap<>();
        private Consumer<Edition> reader;
        private Runnable restarted = () -> {};
        private IntConsumer asked = _ -> {};
        private final Map<Integer, Long> numbers = new LinkedHashMap<>();
        private boolean mayHaveLost;

        /** Whether the process stands still; what comes waits. */
        public boolean stopped;

        private record Delivery(long atMillis, Runnable what) {}

        Process(int member) {
            this.member = member;
        }

        /** What is under way to it is lost, and it notices. */
        public void restart() {
            lines.clear();
            mayHaveLost = true;
        }

        /** What is under way to it is lost, and nobody says so. */
        public void lose() {
            lines.clear();
        }

        @Override
        public CompletionStage<Void> publish(Edition edition) {
            published++;
            boolean fails = goesWrong();
            boolean gone = fails && random.nextBoolean();
            for (Process gateway : processes.values()) {
                if (gateway.reader != null && !gone) {
                    Edition heard = goesWrong() ? withoutViews(edition) : edition;
                    gateway.put("all of " + member, () -> gateway.reader.accept(gateway.numbered(heard)));
                }
            }
            return fails ? CompletableFuture.failedStage(new IllegalStateException("away")) : done();
        }

        @Override
        public CompletionStage<Void> send(int to, Edition edition) {
            Process gateway = processes.get(to);
            boolean fails = goesWrong();
            if (gateway != null && gateway.reader != null && (!fails || random.nextBoolean())) {
                gateway.put("own", () -> gateway.reader.accept(edition));
            }
            return fails ? CompletableFuture.failedStage(new IllegalStateException("away")) : done();
        }

        @Override
        public CompletionStage<Void> ask(int service) {
            Process process = processes.get(service);
            if (process != null) {
                process.put("asks", () -> process.asked.accept(member));
            }
            return done();
        }

        @Override
        public void read(Consumer<Edition> by, Runnable whenRestarted) {
            reader = by;
            restarted = whenRestarted;
        }

        @Override
        public void whenAsked(IntConsumer gateway) {
            asked = gateway;
        }

        private Edition numbered(Edition edition) {
            if (!hidesLosses) {
                return edition;
            }
            long number = numbers.merge(edition.member(), 1L, Long::sum);
            return new Edition(edition.member(), edition.run(), number, edition.atMillis(), edition.news());
        }

        private static CompletionStage<Void> done() {
            return CompletableFuture.completedStage(null);
        }

        private void put(String line, Runnable what) {
            if (goesWrong()) {
                return;
            }
            int slow = goesWrong() ? 2_000 : 0;
            Deque<Delivery> waiting = lines.computeIfAbsent(line, _ -> new ArrayDeque<>());
            long atMillis = millis.getAsLong() + random.nextInt(1 + delayMillis + slow);
            long notBefore = waiting.isEmpty() ? atMillis : waiting.getLast().atMillis;
            waiting.add(new Delivery(Math.max(atMillis, notBefore), what));
            if (goesWrong()) {
                waiting.add(waiting.getLast());
            }
        }

        private void deliver() {
            if (stopped) {
                return;
            }
            if (mayHaveLost) {
                mayHaveLost = false;
                restarted.run();
            }
            for (Deque<Delivery> line : lines.values()) {
                while (!line.isEmpty() && line.getFirst().atMillis <= millis.getAsLong()) {
                    line.removeFirst().what.run();
                }
            }
        }
    }
}
