package dev.sluice.crowd.journal;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.merchant.Merchant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What one buyer asks for with one idempotency key, and all that was answered about it. Each further answer must be one that can
 * follow from what is known. Used by one thread at a time, but for the sending of requests.
 */
public final class Wish {
    private static final List<String> FOR_EVER = List.of("/tier", "/quantity", "/amount", "/createdAt");
    private static final int SOON_SECONDS = 30;

    private final Findings findings;
    private final SaleSpec sale;
    private final String user;
    private final String key;
    private final int quantity;
    /** Null for any. */
    private final String purchase;

    private final List<PaymentAttempt> attempts = new ArrayList<>();
    /** How often it was sent so that it may have come about. */
    private final AtomicInteger sent = new AtomicInteger();

    private String id;
    private String receipt;
    private String refusal;
    private List<Object> forEver;
    private String expiresAt;
    private String status;
    private List<?> units;
    /** Ids of its tickets, in their order; empty while there are none. */
    private List<String> tickets = List.of();
    /** Of those that were ever asked back by themselves: from here on they may be somebody else's. */
    private final Set<String> askedBack = new HashSet<>();
    /** Of those that are back, as it was answered. */
    private Set<String> back = Set.of();

    private long refunded;
    private boolean waited;
    private boolean cancelSent;
    private boolean refundSent;

    /** @param purchase the body of its request; null for what the sale's goods choose */
    Wish(Findings findings, SaleSpec sale, String user, String key, int quantity, String purchase) {
        this.findings = findings;
        this.sale = sale;
        this.user = user;
        this.key = key;
        this.quantity = quantity;
        this.purchase = purchase;
    }

    public SaleSpec sale() {
        return sale;
    }

    public String user() {
        return user;
    }

    public int quantity() {
        return quantity;
    }

    /** Of the reservation; null while none was named. */
    public String id() {
        return id;
    }

    /** By which its request is known. */
    public String key() {
        return key;
    }

    /** The body of its request, the same each time. */
    public String purchase() {
        return purchase == null
                ? sale.goods().purchase(quantity, new Random(user.hashCode() * 31L + key.hashCode()))
                : purchase;
    }

    /** Sends its request, for the first time or again. What is answered is not yet learned. Any thread. */
    public Answer reserve(ShopClient shop, int waitSeconds) {
        sent.incrementAndGet();
        return visitor(shop).with("Prefer", "wait=" + waitSeconds).reserve(sale.id(), key, purchase());
    }

    /** Asks what became of it. What is answered is not yet learned. */
    public Answer look(ShopClient shop) {
        return look(shop, "");
    }

    /** The same, and waits so long for a change of what is known. */
    public Answer look(ShopClient shop, int waitSeconds) {
        return look(shop, "wait=" + waitSeconds + "&known=" + (status == null ? "QUEUED" : status));
    }

    private Answer look(ShopClient shop, String query) {
        String path = receipt == null ? "/v1/reservations/" + id : receipt;
        if (receipt != null) {
            sent.incrementAndGet();
        }
        return visitor(shop).get(query.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + query);
    }

    /** Gives it back; from here on it may be cancelled. */
    public Answer cancel(ShopClient shop) {
        cancelSent = true;
        return visitor(shop).delete("/v1/reservations/" + id);
    }

    /** Its merchant gives the money back; from here on it may be refunded. */
    public Answer refund(ShopClient shop) {
        refundSent = true;
        return new Merchant(shop).refund(id);
    }

    /** The same with one of several tickets that were not asked back, or with one that was; null where there is none to be spared. */
    public String spareTicket(Random chance) {
        boolean spare = tickets.size() - askedBack.size() > 1;
        List<String> known = tickets.stream()
                .filter(ticket -> spare != askedBack.contains(ticket))
                .toList();
        return known.isEmpty() ? null : known.get(chance.nextInt(known.size()));
    }

    /** Its merchant takes that ticket back; from here on it may be refunded. */
    public Answer refund(ShopClient shop, String ticket) {
        askedBack.add(ticket);
        return new Merchant(shop).refund(id, List.of(ticket));
    }

    /** What its tickets cost that are back while it keeps others, as it was answered. */
    long refundedAmount() {
        return refunded;
    }

    /** Whoever wants it. */
    public Visitor visitor(ShopClient shop) {
        return shop.as(user);
    }

    /** What nobody else may have while this is held or owned. */
    public List<String> owned() {
        return units == null
                ? List.of()
                : IntStream.range(0, units.size())
                        .filter(i -> !askedBack.contains(tickets.get(i)))
                        .boxed()
                        .flatMap(i -> sale.goods().owned((Map<?, ?>) units.get(i)).stream())
                        .toList();
    }

    /** The last that was answered; null while nothing was decided that lasts. */
    public String status() {
        return status;
    }

    public boolean is(String expected) {
        return expected.equals(status);
    }

    /** Whether it was ever on the waitlist. */
    public boolean waited() {
        return waited;
    }

    /** Whether it was taken in, and nobody knows yet what became of it. */
    public boolean isUndecided() {
        return receipt != null && status == null && refusal == null;
    }

    /** Whether there was the answer that there is nothing for it. */
    public boolean isRefused() {
        return status == null && refusal != null;
    }

    /** Whether something may have come of it though nobody was told so: it was sent and not answered for good, or sent again. */
    boolean isOpen() {
        return status == null && sent.get() > (refusal == null ? 0 : 1);
    }

    /** In minor units, as it was answered; -1 while it was not. */
    long amount() {
        Object amount = forEver == null ? null : forEver.get(FOR_EVER.indexOf("/amount"));
        return minor(amount);
    }

    private static long minor(Object amount) {
        Object minor = amount instanceof Map<?, ?> money ? money.get("amount") : amount;
        return minor instanceof Number number ? number.longValue() : -1;
    }

    /** Whether it is a hold whose time is over, or will be in a moment. */
    public boolean endsSoon() {
        return is("HELD")
                && expiresAt != null
                && Instant.parse(expiresAt).isBefore(Instant.now().plusSeconds(SOON_SECONDS));
    }

    /** Its payments, the oldest first. */
    public List<PaymentAttempt> attempts() {
        return Collections.unmodifiableList(attempts);
    }

    /** The payment with this id, new or known. */
    public PaymentAttempt attempt(String payment) {
        return attempts.stream()
                .filter(attempt -> attempt.id().equals(payment))
                .findFirst()
                .orElseGet(() -> {
                    attempts.add(new PaymentAttempt(payment));
                    return attempts.getLast();
                });
    }

    /**
     * Takes in an answer that shows the reservation; others are passed over. A gateway that heard nothing of it in time may say that it is queued,
     * whatever became of it.
     */
    public void learn(Answer told) {
        if (!told.isSuccess()) {
            check(told.status() != 404 || status == null, "is not there any more", told);
            refused(told);
            return;
        }
        check(id == null || id.equals(told.id()), "has another id than " + id, told);
        id = told.id();
        if (told.header("Location").contains("receipt=")) {
            receipt = told.header("Location");
        }
        boolean lasts = told.at("/createdAt") != null;
        boolean unheard = "QUEUED".equals(told.text("/status"));
        check(lasts || status == null || unheard, "was " + status, told);
        if (lasts) {
            compare(told);
        } else if ("REJECTED".equals(told.text("/status"))) {
            refusal = String.valueOf(told.reason());
        }
    }

    private void refused(Answer told) {
        boolean ofAPurchase = id == null || (receipt != null && status == null);
        if (ofAPurchase && (told.status() == 409 || told.status() == 425)) {
            refusal = String.valueOf(told.reason());
        }
    }

    private void compare(Answer told) {
        List<Object> now = new ArrayList<>();
        FOR_EVER.forEach(field -> now.add(told.at(field)));
        forEver = forEver == null ? now : forEver;
        for (int i = 0; i < now.size(); i++) {
            String field = FOR_EVER.get(i).substring(1);
            check(Objects.equals(forEver.get(i), now.get(i)), "had another " + field, told);
        }
        check(quantity == told.number("/quantity"), "has not the quantity that was asked for", told);
        String deadline = told.text("/expiresAt");
        check(expiresAt == null || expiresAt.equals(deadline), "expired at " + expiresAt, told);
        expiresAt = deadline;
        String next = told.text("/status");
        check(status == null || mayBecome(next), "was " + status, told);
        check(!next.equals("EXPIRED") || isOver(), "expired before " + expiresAt, told);
        check(!next.equals("CONFIRMED") || hasTickets(told), "has not its tickets", told);
        waited |= next.equals("WAITLISTED");
        compareUnits(told);
        compareReturned(told, next);
        status = next;
    }

    /** What was given once stays; a hold that ended and was paid late may get something else. */
    private void compareUnits(Answer told) {
        List<?> now = told.list("/tickets").stream()
                .map(ticket -> ((Map<?, ?>) ticket).get("unit"))
                .toList();
        if (!now.isEmpty()) {
            tickets = told.texts("/tickets", "/id");
            check(units == null || units.equals(now) || isOver(), "had other units: " + units, told);
            units = now;
        }
    }

    /** Only what was asked back goes back, and stays back. */
    private void compareReturned(Answer told, String next) {
        if (!next.equals("CONFIRMED")) {
            refunded = 0;
            return;
        }
        Set<String> now = new HashSet<>();
        List<String> states = told.texts("/tickets", "/status");
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i).equals("REFUNDED")) {
                now.add(tickets.get(i));
            }
        }
        check(askedBack.containsAll(now), "has tickets back that nobody asked for: " + now, told);
        check(now.containsAll(back), "had these tickets back: " + back, told);
        back = now;
        refunded = now.isEmpty() ? 0 : minor(told.at("/refundedAmount"));
        check(now.isEmpty() == (refunded == 0) || amount() == 0, "has " + refunded + " back for " + now, told);
    }

    /** Whether this status is one that can follow from what is known. */
    boolean mayBecome(String next) {
        boolean paid = attempts.stream().anyMatch(PaymentAttempt::mayBePaid);
        return next.equals(status)
                || switch (status) {
                    case "WAITLISTED" -> next.equals("HELD") || mayLeaveHold(next, paid);
                    case "HELD" -> mayLeaveHold(next, paid);
                    case "EXPIRED" -> (next.equals("CONFIRMED") || isRefunded(next)) && paid;
                    case "CONFIRMED" -> isRefunded(next);
                    default -> false;
                };
    }

    private boolean isRefunded(String next) {
        return next.equals("REFUNDED") && mayHaveNoneLeft();
    }

    private boolean mayHaveNoneLeft() {
        return refundSent || (!tickets.isEmpty() && askedBack.containsAll(tickets));
    }

    private boolean mayLeaveHold(String next, boolean paid) {
        return switch (next) {
            case "EXPIRED" -> true;
            case "CONFIRMED" -> paid;
            case "REFUNDED" -> paid && mayHaveNoneLeft();
            case "CANCELLED" -> cancelSent;
            case "REJECTED" -> paid && sale.takesAtPayment();
            default -> false;
        };
    }

    private boolean isOver() {
        return expiresAt != null && !Instant.parse(expiresAt).isAfter(Instant.now());
    }

    private boolean hasTickets(Answer told) {
        return told.list("/tickets").stream()
                        .map(ticket -> (Map<?, ?>) ticket)
                        .filter(ticket ->
                                "VALID".equals(ticket.get("status")) || "REFUNDED".equals(ticket.get("status")))
                        .map(ticket -> ticket.get("id"))
                        .distinct()
                        .count()
                == quantity;
    }

    private void check(boolean holds, String lie, Answer told) {
        check(holds, lie + ": " + told.status() + " " + told.body());
    }

    /** One thing more was held against what is known of it; {@code evidence} says what contradicts that, if it does. */
    void check(boolean holds, String evidence) {
        findings.check(holds, sale.id(), called(), evidence);
    }

    private String called() {
        return user + "/" + key + " (" + id + ")";
    }

    @Override
    public String toString() {
        return sale.id() + "/" + called();
    }
}
