package dev.sluice.queue.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.desk.Trouble;
import dev.sluice.engine.news.Edition;
import dev.sluice.engine.news.News;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.format.terms.FactsFormat;
import dev.sluice.format.travel.AvailabilityBytes;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.Command;
import dev.sluice.sale.CountedTerms;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.Facts;
import dev.sluice.sale.GoodsKind;
import dev.sluice.sale.Guards;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.Order;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PaymentStatus;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.Returned;
import dev.sluice.sale.RoomView;
import dev.sluice.sale.SaleEvent;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatChange;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Shortage;
import dev.sluice.sale.TierState;
import dev.sluice.sale.Units;
import dev.sluice.sale.draw.BeaconRound;
import dev.sluice.sale.draw.BeaconValue;
import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawAnswer;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The bytes of versions 1 to 3, as they were when these were made. A process of another release may have written them: whoever must change them
 * makes the next version, and reads all; see docs/internals/wire.md.
 */
final class WireVersionTest {
    private static final UUID ID = UUID.fromString("00000001-0203-4405-8607-08090a0b0c0d");
    private static final UUID BUYER = UUID.fromString("ffffffff-eeee-4ddd-8ccc-bbbbaaaa9999");
    private static final long AT = 1_796_083_200_123L;
    private static final int BYTES_A_LINE = 32;

    private final Wire wire = Wire.of(new SampleTerms());
    /** What was written, by a name that is a line of the resource. */
    private final Map<String, byte[]> frames = new LinkedHashMap<>();

    /** What only version 2 can say. */
    private final Map<String, byte[]> newer = new LinkedHashMap<>();

    /** What only version 3 can say. */
    private final Map<String, byte[]> newest = new LinkedHashMap<>();
    /** Of what only version 4 can say. */
    private final Map<String, byte[]> latest = new LinkedHashMap<>();

    private final Set<Class<?>> kinds = new HashSet<>();

    WireVersionTest() {
        command("purchase of two", new Command.Reserve(ID, BUYER, "ann", 1, 2));
        command("purchase by a user with a name that is not ASCII", new Command.Reserve(ID, BUYER, "Zoë", 0, 1));
        command("purchase by half a character", new Command.Reserve(ID, BUYER, "a\uD83C", 0, 1));
        command("purchase in a section", new Command.Reserve(ID, BUYER, "ann", 0, 2, new Selection.Best(3)));
        command(
                "purchase of seats",
                new Command.Reserve(ID, BUYER, "ann", 0, 3, new Selection.Chosen(Units.of(70, 71, 69))));
        command(
                "purchase of a stretch",
                new Command.Reserve(ID, BUYER, "ann", 0, 1, new Selection.Stretch(2, 5, false)));
        command(
                "purchase of a stretch, together",
                new Command.Reserve(ID, BUYER, null, 0, 1, new Selection.Stretch(2, 5, true)));
        command("find", new Command.Find(ID));
        command("find by buyer", new Command.FindByBuyer(ID, BUYER));
        command("cancel", new Command.Cancel(ID, BUYER));
        command("open payment", new Command.OpenPayment(ID, BUYER, "sandbox", Long.MIN_VALUE + 1));
        command("find payment", new Command.FindPayment(ID));
        command("payment succeeded", new Command.PaymentSucceeded(ID, "ch_1", 12_345, "EUR"));
        command("payment declined", new Command.PaymentDeclined(ID));
        command("refund settled", new Command.RefundSettled(ID, "ch_1", 12_345, "EUR"));
        command("refund", new Command.Refund(ID));
        command("pause", new Command.Pause(ID));
        command("resume", new Command.Resume(ID));
        command("close", new Command.Close(ID));
        command("keep holds", new Command.KeepHolds(ID, AT));
        command("change capacity", new Command.ChangeCapacity(ID, 1, 99));
        command("change seats: keep", new Command.ChangeSeats(ID, Units.of(1, 2), 1, SeatChange.KEEP));
        command("change seats: withhold", new Command.ChangeSeats(ID, Units.of(1), -1, SeatChange.WITHHOLD));
        command("change seats: release", new Command.ChangeSeats(ID, Units.of(1), -1, SeatChange.RELEASE));
        command("amend counted units", new Command.Amend(ID, 3, SampleTerms.counted()));
        command("amend a hall", new Command.Amend(ID, 3, SampleTerms.hall()));
        command("amend a journey", new Command.Amend(ID, 3, SampleTerms.journey(false)));
        command("amend a red packet", new Command.Amend(ID, 3, SampleTerms.packet()));
        frames.put(
                "two commands, of gateway 5",
                wire.envelopes(List.of(
                        new Envelope(new ReplyAddress((5L << 32) + 3), 1_000, new Command.Find(ID), AT),
                        new Envelope(
                                new ReplyAddress((5L << 32) + 1),
                                1_001,
                                new Command.Find(ID),
                                Envelope.WATCHES_NO_LONGER))));
        frames.put(
                "purchase that comes again",
                wire.envelopes(List.of(new Envelope(
                        new ReplyAddress((5L << 32) + 1),
                        300,
                        new Command.Reserve(ID, BUYER, "ann", 1, 2),
                        AT,
                        true))));
        for (ReservationStatus status : ReservationStatus.values()) {
            outcome("reservation: " + status, new Outcome.Reserved(reservation(status, null), false));
        }
        outcome(
                "reservation: new, refused",
                new Outcome.Reserved(reservation(ReservationStatus.REJECTED, Rejection.SOLD_OUT), true));
        for (Rejection reason : Rejection.values()) {
            if (!StateBytes.NEWER.contains(reason)) {
                outcome("refused: " + reason, new Outcome.Refused(ID, reason));
            }
        }
        outcome(
                "refused: seats are taken, others are not",
                new Outcome.Refused(
                        ID, Rejection.SEAT_TAKEN, new Shortage(Rejection.SEAT_TAKEN, Units.of(3), Units.of(10, 11))));
        for (PaymentStatus status : PaymentStatus.values()) {
            outcome("payment: " + status, new Outcome.PaymentOpened(ID, payment(status), true, AT));
        }
        outcome("payment found", new Outcome.PaymentFound(payment(PaymentStatus.PAID), BUYER));
        outcome(
                "administered",
                new Outcome.Administered(ID, new SaleState(7, SampleTerms.counted(), true, false, 4, AT)));
        outcome(
                "listed",
                new Outcome.Listed(
                        ID,
                        List.of(
                                reservation(ReservationStatus.HELD, null),
                                reservation(ReservationStatus.WAITLISTED, null))));
        for (SaleStatus status : SaleStatus.values()) {
            news("whole: " + status, new News.Whole(7, 9, 1, view(SampleTerms.counted(), status), new long[] {-1}));
        }
        news("whole, one part of it", new News.Whole(7, 9, 0, null, new long[] {Long.MIN_VALUE, -2}));
        news("changed: a hall", new News.Changed(7, 9, view(SampleTerms.hall(), SaleStatus.OPEN), new long[0]));
        news(
                "changed: seats on a train",
                new News.Changed(7, 9, view(SampleTerms.journey(true), SaleStatus.OPEN), new long[0]));
        news(
                "changed: loads of a train",
                new News.Changed(7, 9, view(SampleTerms.journey(false), SaleStatus.OPEN), new long[0]));
        news("changed: a red packet", new News.Changed(7, 9, view(SampleTerms.packet(), SaleStatus.OPEN), new long[0]));
        news("ended", new News.Ended(7, 9, true));
        for (Trouble.Kind kind : Trouble.Kind.values()) {
            news("broken: " + kind, new News.Broken(7, 9, new Trouble(kind, "why", AT)));
        }
        EditionWriter stream = wire.editionWriter();
        News.Changed changed = new News.Changed(7, 9, view(SampleTerms.counted(), SaleStatus.OPEN), new long[] {-1});
        stream.edition(edition(changed));
        frames.put(
                "changed, of terms that were told",
                stream.edition(new Edition(3, Long.MAX_VALUE, 12, 5_020, List.of(changed))));
        frames.put("here I am", wire.edition(new Edition(3, -1, 12, 5_020, List.of())));
        frames.put("end of an answer", wire.edition(new Edition(3, -1, 12, 1, 2, 5_030, List.of())));
        newer();
        draws();
        waitingRooms();
        facts();
        refundsInPart();
        severalTiers();
    }

    private void facts() {
        SaleEvent event = new SaleEvent(AT, AT + 7_200_000, "Europe/Zurich", "Halle à Zürich", "Zoë", "0a".repeat(32));
        SaleTerms counted = SampleTerms.counted();
        for (SaleTerms terms : List.of(
                counted.with(new Facts(event, null)),
                counted.with(new Facts(SaleEvent.NONE, GoodsKind.TICKET)),
                counted.with(counted.rules().offering(1_800)))) {
            newest.put(
                    "amend " + FactsFormat.store(terms.facts()) + " "
                            + terms.rules().offerSeconds(),
                    wire.envelopes(List.of(
                            new Envelope(ReplyAddress.NOBODY, 300, new Command.Amend(ID, 3, terms, "Zoë"), 0))));
        }
        SaleTerms told = counted.with(new Facts(event, GoodsKind.ITEM));
        newest.put(
                "changed: an event",
                wire.edition(edition(new News.Changed(7, 9, view(told, SaleStatus.OPEN), new long[0]))));
    }

    private void newer() {
        newer.put(
                "a sale is given to Zoë",
                wire.envelopes(List.of(new Envelope(
                        ReplyAddress.NOBODY, 300, new Command.Amend(ID, 3, SampleTerms.counted(), "Zoë"), 0))));
        newer.put(
                "refused: PURCHASE_UNDER_WAY",
                wire.replies(List.of(new Reply(
                        new ReplyAddress((5L << 32) + 1),
                        300,
                        new Outcome.Refused(ID, Rejection.PURCHASE_UNDER_WAY),
                        true))));
        SaleState hers = new SaleState(7, SampleTerms.counted(), true, false, 4, AT, "zoe");
        newer.put(
                "administered: hers",
                wire.replies(List.of(
                        new Reply(new ReplyAddress((5L << 32) + 1), 300, new Outcome.Administered(ID, hers), true))));
        Fairness fair = new Fairness(List.of("ab".repeat(32), "cd".repeat(32)), null, false);
        newer.put(
                "a sale is to be drawn, and guarded",
                wire.envelopes(List.of(new Envelope(
                        ReplyAddress.NOBODY,
                        300,
                        new Command.Amend(
                                ID,
                                3,
                                SampleTerms.counted()
                                        .with(new Order.Shuffled(AT - 1_000, 0, fair))
                                        .with(new Guards(true, null, new Guards.Rate(5, 60), null, null, true))),
                        0))));
        SaleView view = view(SampleTerms.counted(), SaleStatus.PAUSED);
        newer.put(
                "changed: hers",
                wire.edition(edition(new News.Changed(
                        7,
                        9,
                        new SaleView(hers, view.status(), view.tiers(), view.availability(), view.settled()),
                        new long[0]))));
    }

    private void draws() {
        newerOutcome(
                "refused: PURCHASE_UNDER_WAY, by which",
                new Outcome.Refused(ID, Rejection.PURCHASE_UNDER_WAY, null, BUYER));
        UUID blind = UUID.fromString("12345678-9abc-def0-1234-56789abcdef0");
        newerCommand("enter", new Command.Enter(ID, BUYER, "Zoë", 1, 2, Selection.ANY, blind, false));
        newerCommand("enter instead", new Command.Enter(ID, BUYER, "ann", 0, 1, new Selection.Best(3), blind, true));
        newerCommand("withdraw", new Command.Withdraw(ID, BUYER));
        newerCommand("find entry", new Command.FindEntry(ID, BUYER));
        newerCommand("find draw", new Command.FindDraw(ID));
        newerCommand("enter a secret", new Command.EnterSecret(ID, "Zoë's"));
        newerCommand("enter a beacon's value", new Command.EnterBeacon(ID, new BeaconValue("abcd", "ef")));
        newerCommand("waive", new Command.Waive(ID));
        newerOutcome(
                "entered",
                new Outcome.Entered(
                        new EntryState(ID, BUYER, 1, 2, new Selection.Stretch(2, 5, true), blind, true, 300), true));
        String promise = DrawSecret.commitment("Zoë's");
        Fairness fair = new Fairness(List.of(promise, "cd".repeat(32)), new BeaconRound("ef".repeat(32), 1_000), false);
        Draw promised = Draw.promised("s", fair);
        Draw sealed = promised.sealed(new DrawSeal("01".repeat(32), 700, AT));
        Draw known = sealed.enter("Zoë's")
                .draw()
                .enterSigned(new BeaconValue("abcd", "ef"))
                .draw();
        newerOutcome(
                "a draw that is promised",
                new Outcome.DrawFound(ID, null, new DrawState(promised, 0, 0, List.of(0L, 0L))));
        newerOutcome(
                "a draw with a value",
                new Outcome.DrawFound(ID, DrawAnswer.TAKEN, new DrawState(known, 0, 0, List.of(0L, 0L))));
        newerOutcome(
                "a draw without a value",
                new Outcome.DrawFound(
                        ID, DrawAnswer.WAIVED, new DrawState(known.waive(), AT + 1, 650, List.of(9L, 70L))));
        for (Rejection reason : List.of(
                Rejection.NOT_DRAWN,
                Rejection.NO_DRAW,
                Rejection.SEALED,
                Rejection.NO_CHOICE,
                Rejection.ENTRIES_FULL,
                Rejection.NOT_WAIVABLE,
                Rejection.NO_ROOM,
                Rejection.LINE_FULL,
                Rejection.NO_PLACE,
                Rejection.NOT_YOUR_TURN)) {
            newerOutcome("refused: " + reason, new Outcome.Refused(ID, reason));
        }
    }

    private void waitingRooms() {
        newerCommand("join", new Command.Join(ID, BUYER));
        newerCommand("arrive", new Command.Arrive(ID, BUYER));
        newerOutcome("placed", new Outcome.Placed(ID, 300, AT));
        SaleView view = view(
                SampleTerms.counted().with(new Guards(true, null, null, null, null, false, new Guards.Room(60, 9))),
                SaleStatus.OPEN);
        newer.put(
                "changed: a waiting room",
                wire.edition(edition(new News.Changed(
                        7,
                        9,
                        new SaleView(
                                view.sale(),
                                view.status(),
                                view.tiers(),
                                view.availability(),
                                view.settled(),
                                new RoomView(true, 300, 4_711, 9, 60, 850)),
                        new long[0]))));
    }

    private void refundsInPart() {
        newestCommand("refund of two tickets", new Command.Refund(ID, Units.of(1, 3)));
        newestCommand("a part of a refund settled", new Command.RefundSettled(ID, "ch_1", 12_345, "EUR", 300));
        ReservationState state = new ReservationState(
                ID,
                BUYER,
                300,
                1,
                1,
                new Selection.Best(3),
                Units.of(70),
                ReservationStatus.CONFIRMED,
                18_000,
                AT,
                AT + 1,
                null,
                0,
                new Returned(Units.of(3, 1), Units.of(71, Returned.NO_UNIT)));
        newestOutcome("reservation of which two tickets are back", new Outcome.Reserved(state, false));
        newestOutcome("listed with such a one", new Outcome.Listed(ID, List.of(state)));
        PaymentState before = payment(PaymentStatus.PAID);
        List<Charge.Part> parts = List.of(new Charge.Part(6_000, true), new Charge.Part(300, false));
        PaymentState payment = new PaymentState(
                BUYER,
                ID,
                2,
                "sandbox",
                18_000,
                "EUR",
                PaymentStatus.PAID,
                List.of(before.charges().getFirst(), new Charge("ch_2", 18_000, "EUR", ChargeStatus.KEPT, AT, parts)),
                AT);
        newestOutcome("payment found, parts of it go back", new Outcome.PaymentFound(payment, BUYER));
        newestOutcome("payment opened, parts of it go back", new Outcome.PaymentOpened(ID, payment, false, AT));
    }

    private void severalTiers() {
        Selection items = new Selection.Items(Units.of(2, 0, 1));
        latest.put(
                "purchase of two tiers",
                wire.envelopes(List.of(new Envelope(
                        ReplyAddress.NOBODY, 300, new Command.Reserve(ID, BUYER, "ann", 0, 3, items), 0))));
        Selection seats = new Selection.Items(Units.of(1, 1), Units.of(70, 300));
        latest.put(
                "purchase of seats of two tiers",
                wire.envelopes(List.of(new Envelope(
                        ReplyAddress.NOBODY, 300, new Command.Reserve(ID, BUYER, "ann", 0, 2, seats), 0))));
        ReservationState state = new ReservationState(
                ID, BUYER, 300, 0, 2, seats, Units.of(70, 300), ReservationStatus.HELD, 9_000, AT, AT + 1, null, 0);
        latestOutcome("reservation of two tiers", new Outcome.Reserved(state, true));
        latestOutcome("listed with such a one", new Outcome.Listed(ID, List.of(state)));
        Shortage shortage = new Shortage(Rejection.SOLD_OUT, Units.NONE, Units.NONE, Units.of(1, 0, 300));
        latestOutcome("refused: what is left of each tier", new Outcome.Refused(ID, Rejection.SOLD_OUT, shortage));
        SaleTerms counted = SampleTerms.counted();
        SaleTerms mixed = counted.with(counted.rules().mixing(true));
        latest.put(
                "amend, tiers may be mixed",
                wire.envelopes(
                        List.of(new Envelope(ReplyAddress.NOBODY, 300, new Command.Amend(ID, 3, mixed, "Zoë"), 0))));
        latest.put(
                "changed: tiers may be mixed",
                wire.edition(edition(new News.Changed(7, 9, view(mixed, SaleStatus.OPEN), new long[0]))));
    }

    private void latestOutcome(String name, Outcome outcome) {
        latest.put(name, wire.replies(List.of(new Reply(new ReplyAddress((5L << 32) + 1), 300, outcome, true))));
    }

    private void newestCommand(String name, Command command) {
        newest.put(name, wire.envelopes(List.of(new Envelope(ReplyAddress.NOBODY, 300, command, 0))));
    }

    private void newestOutcome(String name, Outcome outcome) {
        newest.put(name, wire.replies(List.of(new Reply(new ReplyAddress((5L << 32) + 1), 300, outcome, true))));
    }

    private void newerCommand(String name, Command command) {
        kinds.add(command.getClass());
        newer.put(name, wire.envelopes(List.of(new Envelope(ReplyAddress.NOBODY, 300, command, 0))));
    }

    private void newerOutcome(String name, Outcome outcome) {
        kinds.add(outcome.getClass());
        newer.put(name, wire.replies(List.of(new Reply(new ReplyAddress((5L << 32) + 1), 300, outcome, true))));
    }

    private void command(String name, Command command) {
        kinds.add(command.getClass());
        frames.put(name, wire.envelopes(List.of(new Envelope(ReplyAddress.NOBODY, 300, command, 0))));
    }

    private void outcome(String name, Outcome outcome) {
        kinds.add(outcome.getClass());
        frames.put(name, wire.replies(List.of(new Reply(new ReplyAddress((5L << 32) + 1), 300, outcome, true))));
    }

    private void news(String name, News news) {
        kinds.add(news.getClass());
        frames.put(name, wire.edition(edition(news)));
    }

    private static Edition edition(News news) {
        return new Edition(3, Long.MAX_VALUE, 11, 5_000, List.of(news));
    }

    private static ReservationState reservation(ReservationStatus status, Rejection reason) {
        return new ReservationState(
                ID,
                BUYER,
                12,
                1,
                2,
                new Selection.Best(-1),
                Units.of(5, 6),
                status,
                18_000,
                AT,
                AT + 900_000,
                reason,
                3);
    }

    private static PaymentState payment(PaymentStatus status) {
        List<Charge> charges = new ArrayList<>();
        for (ChargeStatus each : ChargeStatus.values()) {
            charges.add(new Charge("ch_" + each.name().toLowerCase(Locale.ROOT), 18_000, "EUR", each, AT));
        }
        return new PaymentState(BUYER, ID, 2, "sandbox", 18_000, "EUR", status, charges, AT);
    }

    private static SaleView view(SaleTerms terms, SaleStatus status) {
        List<TierState> tiers = Collections.nCopies(terms.tiers().size(), new TierState(800, 3, 500, 7, 290, 1));
        return new SaleView(new SaleState(7, terms, false, false, 4), status, tiers, left(terms), false);
    }

    private static Availability left(SaleTerms terms) {
        byte[] bytes = switch (terms.inventory()) {
            case CountedTerms _ -> new byte[0];
            case RedPacketTerms _ ->
                ByteBuffer.allocate(9).putLong(500).put((byte) 1).array();
            case SeatedTerms _ ->
                ByteBuffer.allocate(14)
                        .putLong(77)
                        .put(new byte[] {-1, 0, 1, 2, 3, 1})
                        .array();
            case JourneyTerms journey ->
                journey.numbered()
                        ? ByteBuffer.allocate(1 + 12)
                                .put((byte) 1)
                                .putShort(3, (short) 0x0703)
                                .array()
                        : ByteBuffer.allocate(1 + 20 * Integer.BYTES)
                                .putInt(1, 2)
                                .array();
        };
        return AvailabilityBytes.availability(terms, bytes);
    }

    @Test
    void thereIsOneOfEachKind() {
        Set<Class<?>> all = new HashSet<>(RandomValues.leaves(Command.class));
        all.addAll(RandomValues.leaves(Outcome.class));
        all.addAll(RandomValues.leaves(News.class));
        assertThat(kinds).isEqualTo(all);
    }

    /** What is written now is in the build's folder, to be looked at. */
    @Test
    void bytesAreThoseOfVersion1() throws IOException {
        assertThat(written(frames, "version-1.txt")).isEqualTo(pinned("version-1.txt"));
    }

    /** Of what version 1 cannot say. */
    @Test
    void bytesAreThoseOfVersion2() throws IOException {
        assertThat(written(newer, "version-2.txt")).isEqualTo(pinned("version-2.txt"));
    }

    /** Of what version 2 cannot say. */
    @Test
    void bytesAreThoseOfVersion3() throws IOException {
        assertThat(written(newest, "version-3.txt")).isEqualTo(pinned("version-3.txt"));
    }

    /** Of what version 3 cannot say. */
    @Test
    void bytesAreThoseOfVersion4() throws IOException {
        assertThat(written(latest, "version-4.txt")).isEqualTo(pinned("version-4.txt"));
    }

    private static String written(Map<String, byte[]> frames, String name) throws IOException {
        String written = frames.entrySet().stream()
                .map(frame -> frame.getKey() + "\n" + hex(frame.getValue()))
                .collect(Collectors.joining("\n"));
        Files.writeString(Path.of("target", "wire-" + name), written);
        return written;
    }

    /** By lines that are short enough for people. */
    private static String hex(byte[] frame) {
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < frame.length; from += BYTES_A_LINE) {
            int to = Math.min(frame.length, from + BYTES_A_LINE);
            text.append("  ")
                    .append(HexFormat.ofDelimiter(" ").formatHex(frame, from, to))
                    .append('\n');
        }
        return text.toString();
    }

    private static String pinned(String name) throws IOException {
        try (InputStream resource = WireVersionTest.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), UTF_8);
        }
    }
}
