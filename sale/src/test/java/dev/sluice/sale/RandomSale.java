package dev.sluice.sale;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A small sale and a run of steps through it, both from one seed. Everything is scarce and close together, so that the edges are met
 * often: few units, few buyers, few ids, short holds, and time that stops, creeps, and jumps exactly onto deadlines.
 */
final class RandomSale {
    static final long OPENS = 1_000_000;
    static final long CHANCE = 0x1234_5678_9ABC_DEF0L;
    private static final Guards WITH_PASS = new Guards(true, null, null, null, null, false);
    private static final int BUYERS = 4;
    private static final int IDS = 18;
    /** Of a sale whose book makes few offers at once; how many is the rest of its number. */
    private static final int FEW_OFFERS = 100;

    private final Random random;
    private final RandomGoods goods;
    private final SaleState sale;
    private final List<Step> steps = new ArrayList<>();
    /** Runs along, so that what is generated makes sense in its situation. */
    private final NaiveBook guide;

    /** What is to come next, before anything else. */
    private final Deque<Supplier<Command>> plot = new ArrayDeque<>();

    private long now;

    RandomSale(RandomGoods goods, long seed, int length) {
        this.goods = goods;
        random = new Random(seed);
        SaleTerms terms = terms();
        int number = oneIn(2) ? 7 : FEW_OFFERS + random.nextInt(3);
        sale = new SaleState(number, terms, oneIn(20), false, 1);
        guide = new NaiveBook(sale, _ -> {});
        now = OPENS - random.nextInt(3);
        for (int i = 0; i < length; i++) {
            if (plot.isEmpty() && oneIn(6)) {
                new Plot().plan();
            }
            if (plot.isEmpty()) {
                now = later();
            }
            Command command = plot.isEmpty() ? command() : plot.remove().get();
            Step step = new Step(now, unasked(), command);
            guide.proceed(now, step.unasked());
            guide.apply(step.command(), now);
            steps.add(step);
        }
    }

    SaleState sale() {
        return sale;
    }

    List<Step> steps() {
        return steps;
    }

    /** So that a book that is made anew makes as many as the one before. */
    static int offersAtOnce(SaleState sale) {
        return sale.number() < FEW_OFFERS ? SaleBook.OFFERS_AT_ONCE : sale.number() - FEW_OFFERS;
    }

    /** They differ where a book that has something of theirs in memory does not look first. */
    static UUID buyer(int index) {
        return new UUID(100, (long) index << 30);
    }

    /** Four have the same hash in a book, and two of them the same mark once they have left. */
    static UUID reservation(int index) {
        return new UUID(7L << 42 | 0x8000L | index, Long.MIN_VALUE | (long) index << 40 | 31L * (index / 2));
    }

    static List<UUID> buyers() {
        return IntStream.range(0, BUYERS).mapToObj(RandomSale::buyer).toList();
    }

    static List<UUID> reservations() {
        return IntStream.range(0, IDS).mapToObj(RandomSale::reservation).toList();
    }

    private SaleTerms terms() {
        TakeStock takeStock = TakeStock.values()[random.nextInt(3)];
        int waitlist = takeStock == TakeStock.PAYMENT || oneIn(3) ? 0 : 1 + random.nextInt(5);
        PurchaseRules rules = new PurchaseRules(
                1 + random.nextInt(5),
                1 + random.nextInt(20),
                takeStock,
                100 + random.nextInt(200),
                waitlist,
                random.nextInt(30));
        Window window = new Window(OPENS, OPENS + 20_000 + random.nextInt(60_000));
        List<TierTerms> tiers = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            tiers.add(new TierTerms("t" + i, "Tier " + i, oneIn(5) ? 0 : 50L * (i + 1), random.nextInt(7)));
        }
        boolean pass = tiers.getFirst().capacity() == 4;
        SaleTerms plain = new SaleTerms("s", "S", "", window, Order.FIRST_COME, rules, "EUR", tiers);
        return goods.dress(plain, random).with(pass ? WITH_PASS : Guards.NONE);
    }

    private long later() {
        long next = guide.nextDueMillis();
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> now;
            case 5, 6 -> now + 1;
            case 7 -> now + random.nextInt(6_000);
            case 8 -> next == Long.MAX_VALUE ? now : Math.max(now, next - 1);
            case 9 -> next == Long.MAX_VALUE ? now : Math.max(now, next);
            case 10 -> Math.max(now, OPENS - random.nextInt(2));
            default -> oneIn(6) ? Math.max(now, sale.terms().window().closesAtMillis() - random.nextInt(2)) : now;
        };
    }

    private int unasked() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> 2 + random.nextInt(3);
            default -> Integer.MAX_VALUE;
        };
    }

    private Command command() {
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> reserve();
            case 8 -> new Command.Find(anyReservation());
            case 9 -> new Command.FindByBuyer(new UUID(8, 8), buyer(random.nextInt(BUYERS)));
            case 10, 11 -> cancel();
            case 12, 13, 14, 15 -> openPayment();
            case 16, 17, 18 -> succeeded();
            case 19 -> new Command.PaymentDeclined(anyPayment());
            case 20 -> oneIn(3) ? new Command.FindPayment(anyPayment()) : refundSettled();
            case 21 -> refund();
            default -> oneIn(2) ? administer() : reserve();
        };
    }

    private Command reserve() {
        int index = random.nextInt(IDS);
        int owner = oneIn(15) ? random.nextInt(BUYERS) : index % BUYERS;
        int tiers = sale.terms().tiers().size();
        int tier = oneIn(25) ? random.nextInt(-1, tiers + 1) : index % tiers;
        int quantity = oneIn(10) ? random.nextInt(7) : 1 + index % 3;
        SaleTerms terms = guide.sale().terms();
        int asked = Math.clamp(tier, 0, terms.tiers().size() - 1);
        Selection selection = goods.selection(terms, asked, quantity, index, random);
        if (selection instanceof Selection.Items items && !oneIn(30)) {
            tier = items.firstTier();
            quantity = items.quantity();
        }
        return new Command.Reserve(reservation(index), buyer(owner), "user" + owner, tier, quantity, selection);
    }

    private Command cancel() {
        UUID id = anyReservation();
        return new Command.Cancel(id, ownerOf(id));
    }

    /** Mostly for a hold. */
    private Command openPayment() {
        List<ReservationState> held = guide.reservations().stream()
                .filter(r -> r.status() == ReservationStatus.HELD)
                .toList();
        UUID id = held.isEmpty() || oneIn(4)
                ? anyReservation()
                : held.get(random.nextInt(held.size())).id();
        return new Command.OpenPayment(id, ownerOf(id), "sandbox", CHANCE);
    }

    /** Mostly of one that has several tickets: all of them, or some, of which there may be none. */
    private Command refund() {
        List<ReservationState> several = guide.reservations().stream()
                .filter(r -> r.status() == ReservationStatus.CONFIRMED && r.bought() > 1)
                .toList();
        UUID id = several.isEmpty() || oneIn(3)
                ? anyReservation()
                : several.get(random.nextInt(several.size())).id();
        int most = oneIn(6) ? 5 : 3;
        int[] tickets = IntStream.rangeClosed(oneIn(20) ? 0 : 1, most)
                .filter(_ -> oneIn(3))
                .toArray();
        return oneIn(4) ? new Command.Refund(id) : new Command.Refund(id, Units.of(tickets));
    }

    /** Mostly of money that was taken, or at least of a reference that may be. */
    private Command refundSettled() {
        List<PaymentState> charged =
                guide.payments().stream().filter(p -> !p.charges().isEmpty()).toList();
        if (charged.isEmpty() || oneIn(5)) {
            return new Command.RefundSettled(anyPayment(), "ref" + random.nextInt(3), 50, "EUR");
        }
        PaymentState payment = charged.get(random.nextInt(charged.size()));
        Charge charge = payment.charges().get(random.nextInt(payment.charges().size()));
        long back = oneIn(charge.parts().isEmpty() ? 8 : 2) ? random.nextLong(charge.amount()) : charge.amount();
        back = charge.parts().isEmpty() || oneIn(3)
                ? back
                : charge.parts().getFirst().amount();
        return new Command.RefundSettled(payment.id(), charge.reference(), charge.amount(), charge.currency(), back);
    }

    /** Mostly of a payment that is not decided yet. */
    private Command succeeded() {
        List<PaymentState> pending = guide.payments().stream()
                .filter(p -> p.status() == PaymentStatus.PENDING)
                .toList();
        UUID id = pending.isEmpty() || oneIn(3)
                ? anyPayment()
                : pending.get(random.nextInt(pending.size())).id();
        long asked = guide.payments().stream()
                .filter(p -> p.id().equals(id))
                .mapToLong(PaymentState::amount)
                .findAny()
                .orElse(50);
        long amount = Math.max(1, oneIn(10) ? asked + random.nextInt(-1, 2) : asked);
        return new Command.PaymentSucceeded(id, "ref" + random.nextInt(3), amount, oneIn(15) ? "USD" : "EUR");
    }

    private Command administer() {
        UUID id = new UUID(9, random.nextInt(5));
        return switch (random.nextInt(9)) {
            case 0 -> new Command.Pause(id);
            case 1, 2 -> new Command.Resume(id);
            case 3 -> oneIn(4) ? new Command.Close(id) : new Command.Resume(id);
            case 4, 5, 6 -> goods.change(guide.sale(), id, random);
            case 7 ->
                oneIn(2) ? keepHolds(id) : new Command.Amend(id, guide.sale().version(), amendable());
            default -> {
                SaleTerms amended = oneIn(3) ? terms() : amendable();
                long version = guide.sale().version();
                String owner = version % 3 == 0 ? "owner " + version % 2 : null;
                yield new Command.Amend(id, version - random.nextInt(3) / 2, amended, owner);
            }
        };
    }

    private Command keepHolds(UUID id) {
        long until = oneIn(20) ? Long.MAX_VALUE : now + random.nextInt(-1_000, 30_000);
        return new Command.KeepHolds(id, until);
    }

    /** The terms as they are, but for what may change while a sale is open. */
    private SaleTerms amendable() {
        SaleTerms terms = guide.sale().terms();
        if (oneIn(4)) {
            return terms;
        }
        PurchaseRules before = terms.rules();
        PurchaseRules rules = new PurchaseRules(
                1 + random.nextInt(5),
                1 + random.nextInt(20),
                before.takeStock(),
                100 + random.nextInt(200),
                before.takeStock() == TakeStock.PAYMENT ? 0 : random.nextInt(4),
                random.nextInt(30));
        Window window = new Window(OPENS, OPENS + 20_000 + random.nextInt(60_000));
        SaleTerms counted =
                new SaleTerms(terms.id(), "S2", "", window, Order.FIRST_COME, rules, terms.currency(), terms.tiers());
        return goods.redress(counted, terms).with(terms.guards());
    }

    /** Mostly one that exists. */
    private UUID anyReservation() {
        List<ReservationState> made = guide.reservations();
        return made.isEmpty() || oneIn(10)
                ? reservation(random.nextInt(IDS))
                : made.get(random.nextInt(made.size())).id();
    }

    /** Mostly. */
    private UUID ownerOf(UUID reservation) {
        return guide.reservations().stream()
                .filter(r -> r.id().equals(reservation) && !oneIn(10))
                .map(ReservationState::buyer)
                .findAny()
                .orElse(buyer(random.nextInt(BUYERS)));
    }

    private UUID anyPayment() {
        List<PaymentState> made = guide.payments();
        return made.isEmpty() || oneIn(10)
                ? ReservationIds.payment(anyReservation(), 1 + random.nextInt(2), CHANCE)
                : made.get(random.nextInt(made.size())).id();
    }

    /**
     * What ordinary steps meet too seldom: a payment is begun, its hold ends, meanwhile the merchant and other buyers do this and that, and
     * then it is paid. The sale goes on from there.
     */
    private final class Plot {
        private UUID id;

        void plan() {
            List<ReservationState> held = guide.reservations().stream()
                    .filter(r -> r.status() == ReservationStatus.HELD && r.expiresAtMillis() > 0 && r.amount() > 0)
                    .toList();
            if (held.isEmpty()) {
                return;
            }
            id = held.get(random.nextInt(held.size())).id();
            plot.add(() -> new Command.OpenPayment(id, paying().buyer(), "sandbox", CHANCE));
            boolean crowded = random.nextBoolean();
            happen(crowded ? 4 : 1, crowded ? this::buysTheRest : this::something);
            if (crowded && oneIn(2)) {
                plot.add(this::stops);
            }
            boolean racing = guide.takesAtPayment() && oneIn(2);
            plot.add(racing ? RandomSale.this::succeeded : this::deadline);
            happen(4, oneIn(3) ? this::buysTheRest : oneIn(2) ? this::meddles : this::something);
            plot.add(this::paid);
            if (crowded) {
                plot.add(() -> new Command.Resume(new UUID(9, 9)));
            }
        }

        /** One to so many. */
        private void happen(int most, Supplier<Command> what) {
            for (int i = 1 + random.nextInt(most); i > 0; i--) {
                plot.add(what);
            }
        }

        private Command something() {
            UUID any = new UUID(9, random.nextInt(5));
            return switch (random.nextInt(14)) {
                case 0 -> stops();
                case 1 -> new Command.Resume(any);
                case 2 -> cancel();
                case 3, 4, 5 -> meddles();
                case 6, 7 ->
                    oneIn(5)
                            ? keepHolds(any)
                            : new Command.Amend(any, guide.sale().version(), amendable());
                case 8 -> {
                    now = oneIn(2) ? Math.max(now, guide.sale().terms().window().closesAtMillis()) : now;
                    yield new Command.OpenPayment(id, paying().buyer(), "sandbox", CHANCE);
                }
                case 9 -> buysAsMuch(paying().buyer());
                case 10 -> openPayment();
                case 11 -> succeeded();
                default -> buysTheRest();
            };
        }

        private Command meddles() {
            return goods.meddle(guide.sale(), new UUID(9, random.nextInt(5)), paying(), random);
        }

        private Command stops() {
            UUID any = new UUID(9, random.nextInt(5));
            return oneIn(6) ? new Command.Close(any) : new Command.Pause(any);
        }

        /** As much of the same as there is, or as one may have; or waits for it. */
        private Command buysTheRest() {
            ReservationState r = paying();
            Selection selection = r.selection().mayWait() ? r.selection() : Selection.ANY;
            long most = guide.tier(r.tier()).admissible() / NaiveRows.load(1, selection);
            int limit = guide.sale().terms().rules().limitPerUser();
            int quantity = Math.clamp(oneIn(3) ? 1 : most, 1, limit);
            int buyer = IntStream.range(0, BUYERS)
                    .filter(index -> !buyer(index).equals(r.buyer()))
                    .boxed()
                    .min(Comparator.comparingLong(index -> guide.unitsOf(buyer(index))))
                    .orElseThrow();
            return new Command.Reserve(
                    reservation(unused()), buyer(buyer), "user" + buyer, r.tier(), quantity, selection);
        }

        /** So that whoever pays late has no room for what they pay. */
        private Command buysAsMuch(UUID buyer) {
            ReservationState r = paying();
            Selection selection = r.selection().mayWait() ? r.selection() : Selection.ANY;
            String user = "user" + (buyer.getLeastSignificantBits() >>> 30);
            return new Command.Reserve(reservation(unused()), buyer, user, r.tier(), r.quantity(), selection);
        }

        /** One that nobody has made, if there is one. */
        private int unused() {
            return IntStream.range(0, IDS)
                    .filter(index -> guide.reservation(RandomSale.reservation(index)) == null)
                    .findFirst()
                    .orElse(random.nextInt(IDS));
        }

        private Command deadline() {
            now = Math.max(now, guide.ends(paying()));
            return new Command.Find(id);
        }

        private Command paid() {
            return new Command.PaymentSucceeded(
                    ReservationIds.payment(id, 1 + random.nextInt(12) / 11, CHANCE), "late", paying().amount(), "EUR");
        }

        private ReservationState paying() {
            return guide.reservation(id);
        }
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }
}
