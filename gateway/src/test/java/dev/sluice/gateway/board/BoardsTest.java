package dev.sluice.gateway.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.SaleRecords;
import dev.sluice.engine.tally.Figure;
import dev.sluice.engine.tally.Tallies;
import dev.sluice.engine.tally.TallySheets;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.merchant.SampleTerms;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.RoomView;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierState;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Boards whose seconds a test lets pass, and real connections on which they are watched. */
final class BoardsTest {
    private static final int SALE = 7;
    private static final int SELF = 3;
    private static final int OTHER = 4;
    private static final long START = 1_800_000_000L;
    private static final long NEW_ONES = Long.MAX_VALUE;
    private static final long FOR_LONG = START + 100_000;

    private final Vertx vertx = Vertx.vertx();
    private final Tallies tallies = new Tallies();
    private final TallySheets sheets = new TallySheets(tallies);
    private final Records records = new Records();
    private final List<Member> living = new ArrayList<>(List.of(new Member(SELF, Set.of(), "here", "", 0)));
    private final BlockingQueue<HttpServerResponse> asked = new LinkedBlockingQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    private long second = START;
    private Boards boards;
    private BoardKeeper keeper;
    private HttpServer server;
    private Context context;

    @BeforeEach
    void start() {
        begin();
        context = vertx.getOrCreateContext();
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    context = vertx.getOrCreateContext();
                    request.response().setChunked(true);
                    asked.add(request.response());
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void begin() {
        Counting counting = new Counting(tallies, records, new Members() {
            @Override
            public int self() {
                return SELF;
            }

            @Override
            public List<Member> living() {
                return List.copyOf(living);
            }
        });
        InstantSource clock = () -> Instant.ofEpochSecond(second);
        boards = new Boards(counting, new OneSale(), clock, () -> Map.of("waiting", 2L));
        keeper = new BoardKeeper(boards, counting, clock);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Returns when the event loop has come to all that it was given. */
    private void settle() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.runOnContext(_ -> done.complete(null));
        done.join();
    }

    /** A second. */
    private void pass() {
        second++;
        boards.tick(second, Map.of("waiting", 2L));
    }

    @Test
    void whatHappenedInASecondIsToldToAllWhoWatchInTheSameWords() throws Exception {
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            streams.add(watch("mia-" + i, NEW_ONES));
        }
        sheets.of(SALE).count(Figure.ARRIVED);
        sheets.of(SALE).count(Figure.ARRIVED);
        sheets.of(SALE).refused(Rejection.SOLD_OUT);
        sheets.of(SALE).answered(5_000_000);
        pass();

        String first = streams.getFirst().event();
        assertThat(first).startsWith("id: " + (START + 1) + "\ndata: {");
        for (Stream stream : streams.subList(1, streams.size())) {
            assertThat(stream.event()).isEqualTo(first);
        }
        Map<String, Object> point = data(first);
        assertThat(point)
                .containsEntry("at", Instant.ofEpochSecond(START + 1).toString())
                .containsEntry("arrived", 2)
                .containsEntry("answered", 1)
                .containsEntry("status", "OPEN")
                .containsEntry("waitlist", 3)
                .containsEntry("queued", 11);
        assertThat((Map<?, ?>) point.get("refused")).isEqualTo(Map.of("SOLD_OUT", 1));
        assertThat((Map<?, ?>) point.get("stock"))
                .isEqualTo(Map.of("capacity", 9, "available", 4, "held", 2, "sold", 3, "withheld", 0));
        assertThat((Map<?, ?>) point.get("room")).isEqualTo(Map.of("waiting", 20, "inside", 4));
        pass();
        assertThat(data(streams.getLast().event())).containsEntry("arrived", 0);
    }

    @Test
    void whoeverComesBackIsToldWhatTheyMissed() throws Exception {
        Stream stream = watch("mia", NEW_ONES);
        for (int i = 0; i < 3; i++) {
            sheets.of(SALE).count(Figure.ARRIVED);
            pass();
            assertThat(stream.event()).startsWith("id: " + second);
        }
        stream.socket.close();
        for (int i = 0; i < 5; i++) {
            sheets.of(SALE).count(Figure.ARRIVED);
            pass();
        }

        Stream again = watch("mia", START + 3);

        for (int i = 4; i <= 8; i++) {
            assertThat(again.event()).startsWith("id: " + (START + i) + "\n");
        }
    }

    /** The last hour is kept, and of seconds in which nothing happens nothing. */
    @Test
    void memoryIsBoundedAfterADay() {
        sheets.of(SALE).count(Figure.ARRIVED);
        for (int i = 0; i < 86_400; i++) {
            if (i % 2 == 0) {
                sheets.of(SALE).count(Figure.ARRIVED);
            }
            pass();
        }
        assertThat(boards.points()).isLessThanOrEqualTo(1_801).isGreaterThan(1_700);

        keeper.round();
        for (int i = 0; i < 3_700; i++) {
            pass();
            keeper.round();
        }

        assertThat(boards.points()).isZero();
        assertThat(tallies.sales()).isEmpty();
        assertThat(records.minutes.values().stream()
                        .mapToLong(minute -> minute.getOrDefault("arrived", 0L))
                        .sum())
                .isEqualTo(43_201);
    }

    @Test
    void allSalesTogetherHaveSoManySecondsInMemory() {
        for (int i = 0; i < 3_000; i++) {
            for (int sale = 100; sale < 120; sale++) {
                sheets.of(sale).count(Figure.ARRIVED);
            }
            pass();
        }

        assertThat(boards.points()).isEqualTo(Boards.MAX_POINTS);
    }

    /** It is not kept for them, and they do not keep others waiting. */
    @Test
    void whoeverDoesNotReadIsLetGo() throws Exception {
        Stream slow = watch("slow", NEW_ONES);
        Stream quick = watch("quick", NEW_ONES);
        Thread reader = Thread.startVirtualThread(quick::readAll);
        for (int i = 0; i < 100_000 && boards.watching() > 1; i++) {
            sheets.of(SALE).count(Figure.ARRIVED);
            pass();
            settle();
        }

        assertThat(boards.watching()).isEqualTo(1);
        assertThat(reader.isAlive()).isTrue();
        assertThat(slow.socket.isConnected()).isTrue();
    }

    @Test
    void soManyWatchAndNoMore() throws Exception {
        for (int i = 0; i < Boards.MAX_OF_USER; i++) {
            watch("mia", NEW_ONES);
        }
        assertThat(refused("mia").reason()).isEqualTo("TOO_MANY_WAITS");
        for (int i = Boards.MAX_OF_USER; i < Boards.MAX_WATCHERS; i++) {
            watch("user-" + i, NEW_ONES);
        }
        Problem problem = refused("one-more");
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.retrySeconds()).isEqualTo(5);

        for (Socket socket : List.copyOf(sockets)) {
            socket.close();
        }
        for (int i = 0; i < 100_000 && boards.watching() > 0; i++) {
            pass();
            settle();
        }
        assertThat(boards.watching()).isZero();
    }

    @Test
    void whoeverWouldNotBeLetInAnyMoreIsToldNothingMore() throws Exception {
        AtomicBoolean may = new AtomicBoolean(true);
        Stream watched = watch(new Viewer("mia", FOR_LONG, may::get), NEW_ONES);
        pass();
        assertThat(watched.event()).startsWith("id: ");
        may.set(false);
        pass();

        assertThat(watched.event()).isEqualTo("event: end\ndata: {\"why\":\"RENEW\"}");
    }

    @Test
    void aStreamEndsWithItsTimeAndWithTheProcess() throws Exception {
        Stream short_ = watch(new Viewer("mia", START + 1, () -> true), NEW_ONES);
        Stream whole = watch("mia", NEW_ONES);
        pass();

        assertThat(short_.event()).startsWith("id: ");
        assertThat(short_.event()).isEqualTo("event: end\ndata: {\"why\":\"RENEW\"}");
        assertThat(whole.event()).startsWith("id: ");
        boards.close();
        assertThat(whole.event()).isEqualTo("event: end\ndata: {\"why\":\"STOPPING\"}");
    }

    /** What others say is part of it from the moment on from which it is watched; what was before is in the totals. */
    @Test
    void whatOtherProcessesCountIsAddedUp() throws Exception {
        living.add(new Member(OTHER, Set.of(), "there", "", 0));
        records.kept.put("arrived", 1_000L);
        records.others.add(pulse(50, 20));
        sheets.of(SALE).count(Figure.ARRIVED);
        pass();
        Stream stream = watch("mia", NEW_ONES);
        keeper.round();
        records.others.clear();
        records.others.add(pulse(57, 20));
        keeper.round();
        sheets.of(SALE).count(Figure.ARRIVED);
        pass();

        Map<String, Object> point = data(stream.event());
        assertThat(point).containsEntry("arrived", 8);
        assertThat(JsonTree.cast((Map<?, ?>) point.get("funnel"))).containsEntry("arrived", 1_000 + 57 - 20 + 2);
        List<?> nodes = (List<?>) point.get("nodes");
        assertThat(nodes).hasSize(2);
        assertThat(JsonTree.cast((Map<?, ?>) nodes.getFirst()))
                .containsEntry("name", "here")
                .containsEntry("arrived", 1);
        assertThat(JsonTree.cast((Map<?, ?>) nodes.getLast()))
                .containsEntry("name", "there")
                .containsEntry("arrived", 7);
        assertThat(records.told)
                .anyMatch(pulse -> pulse.sale() == SALE && pulse.counts().equals(Map.of("arrived", 1L)));
    }

    /** What is not kept is tried again, and nothing twice; at the end comes what the last minute has. */
    @Test
    void everyMinuteIsKeptOnceWhateverTheLedgerDoes() {
        long minute = START / 60;
        for (int i = 0; i < 150; i++) {
            sheets.of(SALE).count(Figure.ARRIVED);
            pass();
            records.away = i < 100;
            try {
                keeper.round();
            } catch (IllegalStateException e) {
                assertThat(records.away).isTrue();
            }
        }
        assertThat(records.minutes).containsKeys(minute, minute + 1).doesNotContainKey(minute + 2);
        keeper.close();

        assertThat(records.minutes.values().stream()
                        .mapToLong(each -> each.get("arrived"))
                        .sum())
                .isEqualTo(150);
        assertThat(records.minutes).containsKey(minute + 2);
    }

    private SaleRecords.Pulse pulse(long counted, long kept) {
        return new SaleRecords.Pulse(
                SALE, OTHER, second * 1_000, Map.of("arrived", counted), Map.of("arrived", kept), Map.of());
    }

    private static Map<String, Object> data(String event) {
        return JsonTree.object(event.substring(event.indexOf("data: ") + 6));
    }

    private Stream watch(String user, long after) throws Exception {
        return watch(new Viewer(user, FOR_LONG, () -> true), after);
    }

    private Stream watch(Viewer who, long after) throws Exception {
        Stream stream = new Stream(server.actualPort());
        sockets.add(stream.socket);
        HttpServerResponse response = asked.poll(60, TimeUnit.SECONDS);
        response.write("retry: 1\n\n"); // before there is somebody to be told anything
        assertThat(boards.watch(new OneSale().find(SALE), who, response, context, after))
                .isNull();
        assertThat(stream.event()).isEqualTo("retry: 1");
        return stream;
    }

    private Problem refused(String user) throws Exception {
        Stream stream = new Stream(server.actualPort());
        sockets.add(stream.socket);
        HttpServerResponse response = asked.poll(60, TimeUnit.SECONDS);
        return boards.watch(
                new OneSale().find(SALE), new Viewer(user, FOR_LONG, () -> true), response, context, NEW_ONES);
    }

    /** A connection, and the events that come on it. */
    private static final class Stream {
        private final Socket socket;
        private final BufferedReader lines;

        Stream(int port) throws IOException {
            socket = new Socket();
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The next, without the framing of HTTP, which has lines of its own. */
        String event() throws IOException {
            StringBuilder event = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                boolean framing =
                        line.startsWith("HTTP/") || line.startsWith("transfer-encoding") || line.matches("[0-9a-f]+");
                if (line.isEmpty() && !event.isEmpty()) {
                    return event.toString();
                }
                if (!framing && !line.isEmpty()) {
                    event.append(event.isEmpty() ? "" : "\n").append(line);
                }
            }
            return event.toString();
        }

        void readAll() {
            try {
                while (lines.readLine() != null) {}
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private static final class Records implements SaleRecords {
        private final Map<Long, Map<String, Long>> minutes = new TreeMap<>();
        private final Map<String, Long> kept = new TreeMap<>();
        private final List<Pulse> others = new ArrayList<>();
        private final List<Pulse> told = new ArrayList<>();
        private boolean away;

        @Override
        public void keep(int node, List<Minute> more, List<Pulse> pulses) {
            if (away) {
                throw new IllegalStateException("away");
            }
            more.forEach(minute -> minute.counts()
                    .forEach((name, count) -> minutes.computeIfAbsent(minute.minute(), _ -> new TreeMap<>())
                            .merge(name, count, Long::sum)));
            told.addAll(pulses);
        }

        @Override
        public List<Pulse> pulses(int except, long sinceMillis) {
            return List.copyOf(others);
        }

        @Override
        public Totals totals(int sale, int except) {
            return new Totals(Map.copyOf(kept), List.copyOf(others));
        }

        @Override
        public Span span(int sale) {
            return null;
        }

        @Override
        public void minutes(int sale, long from, long until, Consumer<Minute> each) {}

        @Override
        public int forget(long beforeMinute, int limit) {
            return 0;
        }
    }

    private static final class OneSale implements SaleDesks, SaleDesk {
        private static final SaleTerms TERMS = SampleTerms.sale(1);

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public SaleDesk find(String id) {
            return this;
        }

        @Override
        public SaleDesk find(int number) {
            return number == SALE ? this : null;
        }

        @Override
        public List<SaleDesk> newest(int beforeNumber, int limit) {
            return List.of(this);
        }

        @Override
        public Collection<SaleDesk> unsettled() {
            return List.of(this);
        }

        @Override
        public Collection<SaleDesk> all() {
            return List.of(this);
        }

        @Override
        public SaleDesk create(SaleTerms terms, String owner) {
            return this;
        }

        @Override
        public String id() {
            return TERMS.id();
        }

        @Override
        public int number() {
            return SALE;
        }

        @Override
        public SaleView view() {
            return new SaleView(
                    new SaleState(SALE, TERMS, false, false, 1),
                    SaleStatus.OPEN,
                    List.of(new TierState(9, 2, 3, 0, 4, 3)),
                    Availability.UNKNOWN,
                    false,
                    new RoomView(true, 10, 30, 4, 1, 1_000));
        }

        @Override
        public boolean mayKnow(UUID buyer) {
            return false;
        }

        @Override
        public int queued() {
            return 11;
        }

        @Override
        public Intake submit(Envelope envelope) {
            return Intake.FULL;
        }
    }
}
