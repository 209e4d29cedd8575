package dev.sluice.gateway.board;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.UnreadableSaleException;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.SaleRecords;
import dev.sluice.engine.retry.Rounds;
import dev.sluice.engine.tally.Figure;
import dev.sluice.engine.tally.Sums;
import dev.sluice.gateway.http.Problem;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What happens in sales, second by second. Once a second it adds up what this process counted, and what others said that they did, and makes of it
 * one event a sale, which all who watch are sent. A second in which nothing happens, and that nobody watches, leaves nothing behind.
 *
 * <p>Bounded: so many watch at once, of one user so many; of a sale the last hour is in memory, of all sales together {@link #MAX_POINTS} seconds.
 * What is older is kept by minute, by whoever asks for what is {@link #unkept}.
 *
 * <p>Any thread may use it.
 */
public final class Boards {
    /** Streams at a time in this process. */
    public static final int MAX_WATCHERS = 200;
    /** Of one user. */
    public static final int MAX_OF_USER = 20;
    /** After so long a stream ends, and whoever watches asks anew, with a token that is good then. */
    public static final int LONGEST_SECONDS = 900;

    static final int MAX_POINTS = 50_000;
    private static final int IDLE_SECONDS = 3_600;
    /** Several looks a second, so that each second is seen soon after it began. */
    private static final Duration PERIOD = Duration.ofMillis(200);

    private static final long MILLIS = 1_000;
    private static final long MINUTE = 60;
    /** What another process said is of no use any more. */
    private static final long SILENT_MILLIS = 10_000;

    private static final int MAX_UNKEPT = 20_000;

    private final Counting counting;
    private final SaleDesks desks;
    private final InstantSource clock;
    private final Supplier<Map<String, Long>> health;
    private final Rounds rounds = new Rounds("boards", PERIOD, this::round);
    private volatile Runnable watched = () -> {};

    /** All below is guarded by this. */
    private final Map<Integer, SaleBoard> sales = new HashMap<>();

    private final Map<Integer, SaleRecords.Pulse> nodes = new TreeMap<>();
    private final Deque<SaleRecords.Minute> unkept = new ArrayDeque<>();
    private Map<String, Long> ownHealth = Map.of();
    private long lastSecond;
    private int watching;
    private int points;
    private boolean isListening;
    private boolean closed;

    /** @param health of this process, as numbers by their names */
    public Boards(Counting counting, SaleDesks desks, InstantSource clock, Supplier<Map<String, Long>> health) {
        this.counting = counting;
        this.desks = desks;
        this.clock = clock;
        this.health = health;
        this.lastSecond = clock.millis() / MILLIS;
    }

    /** @param whenWatched is run when somebody begins to watch */
    void start(Runnable whenWatched) {
        watched = whenWatched;
        rounds.start();
    }

    /** Says goodbye to all who watch. */
    void close() {
        rounds.close();
        synchronized (this) {
            closed = true;
            sales.values().forEach(board -> board.watchers().forEach(watcher -> watcher.stop("STOPPING")));
        }
    }

    /**
     * Begins to send a stream whose head was set.
     *
     * @param after the second after which events are wanted, of those that are there; {@link Long#MAX_VALUE} for new ones alone
     * @return why not; null if it began
     */
    public synchronized Problem watch(
            SaleDesk sale, Viewer who, HttpServerResponse response, Context context, long after) {
        long ofUser = sales.values().stream()
                .flatMap(board -> board.watchers().stream())
                .filter(watcher -> watcher.user().equals(who.user()))
                .count();
        if (ofUser >= MAX_OF_USER) {
            return Problem.of(429, "TOO_MANY_WAITS", "Too many at once", "you watch too many boards at once");
        }
        if (watching >= MAX_WATCHERS || closed) {
            return Problem.busy("too many watch boards here").after(Duration.ofSeconds(5));
        }
        SaleBoard board = board(sale.number());
        Watcher watcher = new Watcher(who, response, context, Math.min(after, lastSecond));
        board.watchers().add(watcher);
        watching++;
        response.closeHandler(_ -> watcher.leave());
        watched.run();
        watcher.tell(second -> after(sale.number(), second), 0);
        return null;
    }

    /** What happened last, for who wants no more than that. */
    public synchronized Buffer last(SaleDesk sale) {
        SaleBoard board = sales.get(sale.number());
        Point last = board == null ? null : board.last();
        if (last != null && last.second() == lastSecond) {
            return last.event();
        }
        Sums totals = board == null ? null : board.totals();
        PointJson.Present present = new PointJson.Present(status(sale), totals, nodes(new Sums(), Map.of()));
        return Point.of(lastSecond, PointJson.bytes(lastSecond, 1, new Sums(), SaleFigures.of(sale), present))
                .event();
    }

    /** How many watch. */
    public synchronized int watching() {
        return watching;
    }

    /** Seconds of all sales that are in memory. */
    synchronized int points() {
        return points;
    }

    private synchronized List<Point> after(int sale, long second) {
        SaleBoard board = sales.get(sale);
        return board == null ? List.of() : board.after(second);
    }

    /** Seconds of a sale as they were sent, as far as they are in memory. @param until exclusive */
    public synchronized List<byte[]> seconds(int sale, long from, long until) {
        SaleBoard board = sales.get(sale);
        return board == null
                ? List.of()
                : board.between(from, until).stream().map(Point::json).toList();
    }

    /** What was counted here until now and is not kept yet. */
    public synchronized List<SaleRecords.Minute> unfinished(int sale) {
        List<SaleRecords.Minute> minutes = new ArrayList<>();
        unkept.stream().filter(minute -> minute.sale() == sale).forEach(minutes::add);
        SaleBoard board = sales.get(sale);
        Sums counted = counting.tallies().of(sale);
        Sums now = board == null ? counted : board.unfinished(counted);
        if (!now.isZero()) {
            minutes.add(new SaleRecords.Minute(sale, lastSecond / MINUTE, now.named(), state(sale)));
        }
        return minutes;
    }

    private Map<String, Long> state(int sale) {
        SaleDesk desk = desks.find(sale);
        return desk == null ? Map.of() : SaleFigures.of(desk);
    }

    private SaleBoard board(int sale) {
        return sales.computeIfAbsent(sale, number -> new SaleBoard(number, lastSecond));
    }

    private boolean round() {
        long second = clock.millis() / MILLIS;
        if (second > lastSecond) {
            Map<String, Long> now = health.get();
            tick(second, now);
        }
        return false;
    }

    /** A second is over. */
    synchronized void tick(long second, Map<String, Long> healthNow) {
        long seconds = second - lastSecond;
        lastSecond = second;
        ownHealth = healthNow;
        Set<Integer> all = new HashSet<>(counting.tallies().sales());
        all.addAll(sales.keySet());
        for (int sale : all) {
            tick(board(sale), sale, second, seconds);
        }
        List<Integer> over = sales.entrySet().stream()
                .filter(entry -> isOver(entry.getValue(), second))
                .map(Map.Entry::getKey)
                .toList();
        over.forEach(this::forget);
        points = sales.values().stream().mapToInt(SaleBoard::size).sum();
        while (points > MAX_POINTS) {
            sales.values().stream()
                    .max(Comparator.comparingInt(SaleBoard::size))
                    .orElseThrow()
                    .forgetOldest();
            points--;
        }
    }

    private void tick(SaleBoard board, int sale, long second, long seconds) {
        SaleDesk desk = desks.find(sale);
        Map<String, Long> state = state(sale);
        SaleBoard.Second happened = board.take(second, counting.tallies().of(sale), state);
        SaleRecords.Minute finished = board.finished(second, false);
        if (finished != null) {
            keep(finished);
        }
        int watchers = board.watchers().size();
        board.watchers().removeIf(Watcher::isGone); // asked once each: somebody may leave meanwhile
        watching -= watchers - board.watchers().size();
        if (happened.changed() || !board.watchers().isEmpty()) {
            PointJson.Present present =
                    new PointJson.Present(status(desk), board.totals(), nodes(happened.own(), happened.others()));
            board.add(Point.of(second, PointJson.bytes(second, seconds, happened.all(), state, present)));
            board.watchers().forEach(watcher -> watcher.tell(each -> after(sale, each), second));
        } else {
            board.forgetBefore(second - IDLE_SECONDS);
        }
    }

    /** Kept in memory for a while where the ledger is away, not for ever. */
    private void keep(SaleRecords.Minute finished) {
        unkept.add(finished);
        if (unkept.size() > MAX_UNKEPT) {
            unkept.remove();
        }
    }

    private static boolean isOver(SaleBoard board, long second) {
        return board.watchers().isEmpty() && board.isAllKept() && second - board.lastSecond() > IDLE_SECONDS;
    }

    private void forget(int sale) {
        sales.remove(sale);
        counting.tallies().forget(sale);
    }

    private static String status(SaleDesk desk) {
        try {
            return desk == null ? null : desk.view().status().name();
        } catch (UnreadableSaleException e) {
            return null;
        }
    }

    private List<PointJson.Node> nodes(Sums own, Map<Integer, Sums> others) {
        int self = counting.members().self();
        List<PointJson.Node> shown = new ArrayList<>();
        List<Member> living = counting.members().living();
        if (living.stream().noneMatch(member -> member.number() == self)) {
            shown.add(new PointJson.Node(self, "", List.of(), true, 0, own.of(Figure.ARRIVED), ownHealth));
        }
        for (Member member : living) {
            boolean isSelf = member.number() == self;
            SaleRecords.Pulse pulse = nodes.get(member.number());
            Sums counted = isSelf ? own : others.getOrDefault(member.number(), new Sums());
            shown.add(new PointJson.Node(
                    member.number(),
                    member.name(),
                    member.roles().stream()
                            .map(role -> role.name().toLowerCase(Locale.ROOT))
                            .sorted()
                            .toList(),
                    isSelf,
                    isSelf || pulse == null ? 0 : Math.max(0, clock.millis() - pulse.atMillis()),
                    counted.of(Figure.ARRIVED),
                    isSelf ? ownHealth : pulse == null ? Map.of() : pulse.state()));
        }
        return shown;
    }

    /** What is to be kept. */
    record Unkept(List<SaleRecords.Minute> minutes, List<SaleRecords.Pulse> pulses) {}

    /** @param others whether other processes are there, which want to hear what this one counts */
    synchronized Unkept unkept(boolean others, boolean atTheEnd) {
        if (atTheEnd) {
            counting.tallies().sales().forEach(this::board); // also what began in this last second
            sales.forEach((sale, board) -> {
                board.take(lastSecond, counting.tallies().of(sale), state(sale));
                SaleRecords.Minute last = board.finished(lastSecond, true);
                if (last != null) {
                    keep(last);
                }
            });
        }
        List<SaleRecords.Minute> minutes = List.copyOf(unkept);
        List<SaleRecords.Pulse> pulses = new ArrayList<>();
        int self = counting.members().self();
        if (others && !atTheEnd) {
            // Of what is kept already others have heard, and the minutes say it.
            sales.values().stream()
                    .filter(board -> !board.isAllKept())
                    .forEach(board -> pulses.add(board.pulse(self, clock.millis(), minutes)));
            pulses.add(new SaleRecords.Pulse(0, self, clock.millis(), Map.of(), Map.of(), ownHealth));
        }
        return new Unkept(minutes, pulses);
    }

    synchronized void kept(List<SaleRecords.Minute> minutes) {
        for (SaleRecords.Minute minute : minutes) {
            if (unkept.remove(minute)) {
                SaleBoard board = sales.get(minute.sale());
                if (board != null) {
                    board.kept(minute);
                }
            }
        }
    }

    /** What other processes say; nothing where there are none. */
    synchronized void heard(List<SaleRecords.Pulse> pulses) {
        boolean hasJustBegun = !isListening;
        isListening = true;
        nodes.values().removeIf(pulse -> clock.millis() - pulse.atMillis() > SILENT_MILLIS);
        for (SaleRecords.Pulse pulse : pulses) {
            if (pulse.sale() == 0) {
                nodes.put(pulse.node(), pulse);
            } else {
                board(pulse.sale())
                        .hear(pulse.node(), Sums.named(pulse.counts()), Sums.named(pulse.kept()), hasJustBegun);
            }
        }
    }

    /** Sales that somebody watches and of which it is not known yet what was ever counted. */
    synchronized List<Integer> withoutTotals() {
        return sales.entrySet().stream()
                .filter(entry -> entry.getValue().wantsTotals())
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized void begin(int sale, SaleRecords.Totals totals) {
        SaleBoard board = sales.get(sale);
        if (board != null) {
            board.begin(totals);
        }
    }
}
