package dev.sluice.crowd;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Gateways;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Witness;
import dev.sluice.json.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A shop with one sale of counted units and a waitlist, in memory and over HTTP, that does everything right but what it is told to do
 * wrong. Its own books are as wrong as its answers.
 */
public final class TinyShop implements AutoCloseable {
    /** What it does wrong. */
    public enum Fault {
        /** A second request with one key gets a reservation of its own. */
        FORGETS_KEYS,
        /** Reservations are gone when they are looked at. */
        LOSES_RESERVATIONS,
        /** A hold that was answered is shown as a refusal later. */
        TAKES_BACK,
        /** What was taken in is never decided. */
        NEVER_DECIDES,
        /** There are always units left. */
        OVERSELLS,
        /** The money is taken, and the hold stays a hold. */
        KEEPS_MONEY,
        /** The provider takes the money, and the shop never hears of it. */
        LOSES_MONEY,
        /** Each time that somebody pays it is another payment. */
        FORGETS_PAYMENTS,
        /** The last in line is served first. */
        SERVES_LAST,
        /** The last unit is nobody's, and cannot be had. */
        KEEPS_ONE_BACK,
        /** What came in last is missing in its books. */
        LOSES_ROWS,
        /** Whoever was refused last has a unit as soon as one comes free. */
        GIVES_TO_REFUSED,
        /** Only the first gateway hears of what ends a hold. */
        GATEWAYS_DISAGREE,
        /** A gateway says 500 now and then. */
        FAILS,
        /** What is taken in never comes to the books, unless it is asked for again. */
        FORGETS_WHAT_IS_TAKEN_IN,
        /** No fault: what is granted is answered with a receipt only. */
        TAKES_IN,
        /** No fault: every third request is answered that everybody is busy. */
        IS_BUSY,
        /** No fault: every fourth request is done, and the connection breaks. */
        BREAKS_OFF,
        /** Its audit says that all is well only when nothing is. */
        DOES_NOT_BALANCE,
        /** A ticket that was taken back is good again, and its unit somebody else's. */
        FORGETS_TICKETS_BACK,
        /** What a ticket cost that was taken back stays with the shop. */
        KEEPS_MONEY_OF_PARTS
    }

    private static final String COLUMNS =
            "ordinal,id,user,tier,quantity,status,amount,created,changed,offered,refunded_quantity,refunded_amount\n";
    private static final long PRICE = 1_000;
    private static final Set<String> LIVE = Set.of("HELD", "WAITLISTED", "CONFIRMED");

    private static final class Reservation {
        final int ordinal;
        final String id;
        final String user;
        final long quantity;
        String status;
        boolean offered;
        String payment;
        boolean charged;
        String paymentStatus = "PENDING";
        /** Tickets that were taken back while it kept others. */
        final Set<String> back = new TreeSet<>();

        long returned() {
            return status.equals("REFUNDED") ? quantity : back.size();
        }

        long left() {
            return quantity - back.size();
        }

        Reservation(int ordinal, String id, String user, long quantity, String status) {
            this.ordinal = ordinal;
            this.id = id;
            this.user = user;
            this.quantity = quantity;
            this.status = status;
            this.offered = status.equals("HELD");
        }
    }

    private final SaleSpec sale;
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final Map<String, Reservation> byKey = new LinkedHashMap<>();
    private final List<Reservation> all = new ArrayList<>();
    private final String expiresAt;
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<ShopClient> clients = new ArrayList<>();
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final Set<String> forgotten = new HashSet<>();
    private final AtomicInteger requests = new AtomicInteger();
    private String refused;
    private int payments;

    /** @param sale of which {@code holdSeconds} may be 0: such holds end when they are looked at again */
    public TinyShop(SaleSpec sale, Fault... faults) {
        this(1, sale, faults);
    }

    /** The same with several gateways. */
    public TinyShop(int gateways, SaleSpec sale, Fault... faults) {
        this.sale = sale;
        this.faults.addAll(List.of(faults));
        this.expiresAt = Instant.now().plusSeconds(sale.holdSeconds()).toString();
        for (int i = 0; i < gateways; i++) {
            open(i);
        }
    }

    private void open(int gateway) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> answer(gateway, exchange));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        servers.add(server);
        clients.add(new ShopClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), (user, _) -> user));
    }

    public ShopClient client() {
        return clients.getFirst();
    }

    public Gateways gateways() {
        return new Gateways(clients);
    }

    /** The same, for those of whom somebody sees everything. */
    public Gateways gateways(Witness witness) {
        clients.replaceAll(one -> {
            one.close();
            return new ShopClient(URI.create(one.toString()), (user, _) -> user, witness);
        });
        return gateways();
    }

    /** From here on it does this wrong, too. */
    public synchronized void begin(Fault fault) {
        faults.add(fault);
    }

    @Override
    public void close() {
        clients.forEach(ShopClient::close);
        servers.forEach(server -> server.stop(0));
    }

    private void answer(int gateway, HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String request =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            int number = requests.incrementAndGet();
            Reply reply = whatever(number, request);
            if (reply == null) {
                reply = reply(
                        gateway,
                        request,
                        token == null ? "" : token.substring("Bearer ".length()),
                        exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                        body);
            }
            if (number % 4 == 0 && faults.contains(Fault.BREAKS_OFF)) {
                return;
            }
            byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
            if (reply.receipt != null) {
                exchange.getResponseHeaders().set("Location", reply.receipt);
            }
            exchange.sendResponseHeaders(reply.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private record Reply(int status, String body, String receipt) {
        static Reply of(int status, String body) {
            return new Reply(status, body, null);
        }
    }

    /** What is answered whatever was asked for; null for nothing. */
    private Reply whatever(int number, String request) {
        if (number % 3 == 0 && faults.contains(Fault.IS_BUSY)) {
            return Reply.of(503, "{\"reason\": \"BUSY\"}");
        }
        return number % 7 == 0 && faults.contains(Fault.FAILS) && request.startsWith("POST")
                ? Reply.of(500, "{\"reason\": \"INTERNAL\"}")
                : null;
    }

    private synchronized Reply reply(int gateway, String request, String user, String key, String body) {
        String last = request.replaceFirst(".*/", "");
        String parent = request.replaceFirst("/[^/]*$", "").replaceFirst(".*/", "");
        return switch (request.replaceAll("/(r|p)\\d+", "/*")) {
            case String create
            when create.equals("POST /v1/sales/" + sale.id() + "/reservations") ->
                reserve(user, key, ((Number) JsonTree.object(body).get("quantity")).longValue());
            case "GET /v1/reservations/*" ->
                gateway > 0 && faults.contains(Fault.GATEWAYS_DISAGREE) ? stale(last) : look(last);
            case "POST /v1/admin/reservations/*/refund" -> body.isEmpty() ? refund(parent) : refundOne(parent, body);
            case "GET /v1/sales/sale" ->
                Reply.of(200, "{\"status\": \"OPEN\", \"tiers\": [" + (sale.capacity() - taken()) + "]}");
            case "DELETE /v1/reservations/*" -> cancel(last);
            case "POST /v1/reservations/*/payment" -> openPayment(parent);
            case "POST /v1/payments/sandbox/*/pay" -> pay(parent);
            case "POST /v1/payments/sandbox/*/decline" -> Reply.of(204, "");
            case "GET /v1/payments/sandbox/*" ->
                Reply.of(200, "{\"status\": \"" + (byPayment(last).charged ? "PAID" : "OPEN") + "\"}");
            case "GET /v1/payments/*" -> Reply.of(200, payment(byPayment(last)));
            case "POST /v1/admin/sales" -> Reply.of(201, body);
            case String csv when csv.endsWith("/reservations.csv") -> Reply.of(200, export());
            case String audit when audit.endsWith("/audit") -> Reply.of(200, audit());
            default -> Reply.of(404, "{}");
        };
    }

    private Reply reserve(String user, String key, long quantity) {
        if (faults.contains(Fault.NEVER_DECIDES)) {
            return new Reply(202, "{\"id\": \"r0\", \"status\": \"QUEUED\"}", "/v1/reservations/r0?receipt=x");
        }
        Reservation known = byKey.get(user + " " + key);
        if (known != null && !faults.contains(Fault.FORGETS_KEYS)) {
            return Reply.of(200, json(known));
        }
        String id = known == null
                ? ids.computeIfAbsent(user + " " + key, _ -> "r" + (ids.size() + 1))
                : "r" + (ids.size() + all.size() + 1);
        if (faults.contains(Fault.FORGETS_WHAT_IS_TAKEN_IN) && forgotten.add(user + " " + key)) {
            return takenIn(id);
        }
        if (isOverLimit(user, quantity)) {
            return Reply.of(409, "{\"reason\": \"LIMIT_EXCEEDED\"}");
        }
        long capacity = sale.capacity() - (faults.contains(Fault.KEEPS_ONE_BACK) ? 1 : 0);
        boolean room = taken() + quantity <= capacity || faults.contains(Fault.OVERSELLS);
        long waiting =
                all.stream().filter(one -> one.status.equals("WAITLISTED")).count();
        if (!room && waiting >= sale.waitlist()) {
            refused = user;
            return Reply.of(409, "{\"reason\": \"SOLD_OUT\"}");
        }
        Reservation made = new Reservation(all.size() + 1, id, user, quantity, room ? "HELD" : "WAITLISTED");
        byKey.put(user + " " + key, made);
        all.add(made);
        return faults.contains(Fault.TAKES_IN) ? takenIn(id) : Reply.of(room ? 201 : 200, json(made));
    }

    private boolean isOverLimit(String user, long quantity) {
        return all.stream()
                                .filter(one -> one.user.equals(user) && LIVE.contains(one.status))
                                .mapToLong(one -> one.quantity)
                                .sum()
                        + quantity
                > sale.limitPerUser();
    }

    private static Reply takenIn(String id) {
        return new Reply(
                202, "{\"id\": \"" + id + "\", \"status\": \"QUEUED\"}", "/v1/reservations/" + id + "?receipt=x");
    }

    private Reply look(String id) {
        if (faults.contains(Fault.NEVER_DECIDES)) {
            return new Reply(202, "{\"id\": \"r0\", \"status\": \"QUEUED\"}", null);
        }
        if (faults.contains(Fault.LOSES_RESERVATIONS)) {
            return Reply.of(404, "{}");
        }
        Reservation found = byId(id);
        if (faults.contains(Fault.TAKES_BACK)) {
            return Reply.of(200, "{\"id\": \"" + id + "\", \"status\": \"REJECTED\"}");
        }
        if (found.status.equals("HELD") && sale.holdSeconds() == 0) {
            leave(found, "EXPIRED");
        }
        return Reply.of(200, json(found));
    }

    private Reply cancel(String id) {
        if (!LIVE.contains(byId(id).status) || byId(id).status.equals("CONFIRMED")) {
            return Reply.of(409, "{\"reason\": \"NOT_CANCELLABLE\"}");
        }
        leave(byId(id), "CANCELLED");
        return Reply.of(200, json(byId(id)));
    }

    private Reply stale(String id) {
        Reservation found = byId(id);
        String real = found.status;
        found.status = found.offered ? "HELD" : real;
        Reply reply = Reply.of(200, json(found));
        found.status = real;
        return reply;
    }

    private Reply refund(String id) {
        Reservation reservation = byId(id);
        if (reservation.status.equals("CONFIRMED")) {
            reservation.paymentStatus = "REFUNDED";
            leave(reservation, "REFUNDED");
        }
        return Reply.of(200, json(reservation));
    }

    private Reply refundOne(String id, String body) {
        Reservation reservation = byId(id);
        reservation.back.add(body.replaceAll(".*\\[\"|\"].*", ""));
        if (reservation.left() == 0) {
            return refund(id);
        }
        String told = json(reservation);
        if (faults.contains(Fault.FORGETS_TICKETS_BACK)) {
            reservation.back.clear();
        }
        return Reply.of(200, told);
    }

    private void leave(Reservation reservation, String status) {
        reservation.status = status;
        if (refused != null && faults.contains(Fault.GIVES_TO_REFUSED)) {
            all.add(new Reservation(all.size() + 1, "r0", refused, 1, "HELD"));
            return;
        }
        List<Reservation> line =
                all.stream().filter(one -> one.status.equals("WAITLISTED")).toList();
        if (!line.isEmpty() && taken() + line.getFirst().quantity <= sale.capacity()) {
            Reservation next = faults.contains(Fault.SERVES_LAST) ? line.getLast() : line.getFirst();
            next.status = "HELD";
            next.offered = true;
        }
    }

    private Reply openPayment(String id) {
        Reservation reservation = byId(id);
        boolean known = reservation.payment != null && !faults.contains(Fault.FORGETS_PAYMENTS);
        if (!known) {
            reservation.payment = "p" + ++payments;
        }
        return Reply.of(known ? 200 : 201, "{\"id\": \"" + reservation.payment + "\"}");
    }

    private Reply pay(String payment) {
        Reservation reservation = byPayment(payment);
        reservation.charged = true;
        if (faults.contains(Fault.LOSES_MONEY)) {
            return Reply.of(503, "{\"reason\": \"BUSY\"}");
        }
        reservation.paymentStatus = "PAID";
        if (!faults.contains(Fault.KEEPS_MONEY)) {
            reservation.status = "CONFIRMED";
        }
        return Reply.of(204, "");
    }

    private String payment(Reservation reservation) {
        long back = faults.contains(Fault.KEEPS_MONEY_OF_PARTS) ? 0 : reservation.back.size() * PRICE;
        return "{\"status\": \"%s\", \"charges\": [{\"status\": \"KEPT\", \"returned\": {\"amount\": %d}}]}"
                .formatted(reservation.paymentStatus, back);
    }

    private String export() {
        StringBuilder csv = new StringBuilder(COLUMNS);
        int kept = all.size() - (faults.contains(Fault.LOSES_ROWS) ? 1 : 0);
        all.subList(0, kept)
                .forEach(one -> csv.append(one.ordinal + "," + one.id + ",\"" + one.user + "\",standard," + one.quantity
                        + "," + one.status + "," + one.quantity * PRICE + ",,," + (one.offered ? "now" : "") + ","
                        + one.returned() + ",0\n"));
        return csv.toString();
    }

    private String audit() {
        boolean wrong = faults.contains(Fault.DOES_NOT_BALANCE);
        return """
                {"balanced": %s, "tiers": [], "checks": [{"name": "one", "violations": 0}, {"name": "other", "violations": %d}]}""".formatted(!wrong, wrong ? 2 : 0);
    }

    private long taken() {
        return all.stream()
                .filter(one -> one.status.equals("HELD") || one.status.equals("CONFIRMED"))
                .mapToLong(Reservation::left)
                .sum();
    }

    private String json(Reservation reservation) {
        List<String> tickets = new ArrayList<>();
        for (int i = 0; i < reservation.quantity && !reservation.status.equals("WAITLISTED"); i++) {
            String id = "t" + reservation.ordinal + "-" + i;
            String status = reservation.back.contains(id) ? "REFUNDED" : "VALID";
            tickets.add("{\"id\": \"%s\", \"status\": \"%s\", \"unit\": {}}".formatted(id, status));
        }
        return """
                {"id": "%s", "status": "%s", "tier": "standard", "quantity": %d, "amount": %d,
                 "refundedAmount": %d, "createdAt": "2030-01-01T00:00:00Z", "expiresAt": %s, "tickets": %s}""".formatted(
                        reservation.id,
                        reservation.status,
                        reservation.quantity,
                        reservation.quantity * PRICE,
                        reservation.back.size() * PRICE,
                        reservation.offered ? "\"" + expiresAt + "\"" : "null",
                        tickets);
    }

    private Reservation byId(String id) {
        return all.stream().filter(one -> one.id.equals(id)).findFirst().orElseThrow();
    }

    private Reservation byPayment(String payment) {
        return all.stream()
                .filter(one -> payment.equals(one.payment))
                .findFirst()
                .orElseThrow();
    }
}
