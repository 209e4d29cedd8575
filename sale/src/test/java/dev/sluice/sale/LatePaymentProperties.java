package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What may happen between the end of a hold and the payment that comes too late for it. That the books decide it alike is shown by {@link
 * SaleBookProperties}; here is shown that its runs meet all of it, and often.
 */
@Execution(ExecutionMode.CONCURRENT)
final class LatePaymentProperties {
    private static final int OFTEN = 5;

    static List<RandomGoods> kinds() {
        return RandomGoods.all().stream().filter(RandomGoods::isPaid).toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theRunsMeetWhateverHappensBeforeALatePayment(RandomGoods goods) {
        Map<String, Integer> met = new TreeMap<>();
        Seeds.findFailure(goods, sale -> steps -> {
            new Watch(sale, met).play(steps);
            return Optional.empty();
        });

        Stream<String> ofAllKinds = Stream.of(
                "nothing: PAID",
                "pause: PAID",
                "terms: PAID",
                "resold: PAID",
                "paused with others waiting: SOLD_OUT",
                "terms: LIMIT_EXCEEDED",
                "resold: SOLD_OUT",
                "offered: SOLD_OUT",
                "close: CLOSED",
                "end: CLOSED");
        List<String> expected = Stream.concat(ofAllKinds, ofKind(goods)).toList();
        String seen = met.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining("\n"));
        assertThat(expected).as(seen).allMatch(situation -> met.getOrDefault(situation, 0) >= OFTEN);
    }

    private static Stream<String> ofKind(RandomGoods goods) {
        return switch (goods) {
            case RandomCounted _ ->
                Stream.of("capacity: PAID", "capacity: SOLD_OUT", "paused with others waiting: PAID");
            case RandomSeats _ ->
                Stream.of(
                        "move: PAID",
                        "move: TIERS_DIFFER",
                        "withhold: SEAT_TAKEN",
                        "withhold: SOLD_OUT",
                        "release: PAID",
                        "resold: SEAT_TAKEN");
            default -> Stream.of();
        };
    }

    /** Plays a run through the plain book, and counts what happened to whom before they paid too late. */
    private static final class Watch {
        private final NaiveBook book;
        private final Map<String, Integer> met;
        /** By reservation that has ended, since then. */
        private final Map<UUID, Set<String>> happened = new HashMap<>();

        private Command command;

        Watch(SaleState sale, Map<String, Integer> met) {
            this.book = new NaiveBook(sale, this::notice);
            this.met = met;
        }

        void play(List<Step> steps) {
            for (Step step : steps) {
                command = null;
                book.proceed(step.nowMillis(), step.unasked());
                if (book.isOver(step.nowMillis()) && !book.sale().closed()) {
                    toAll("end");
                }
                command = step.command();
                PaymentState before = book.payment(command.id());
                boolean othersWait = before != null
                        && book.isPaused(step.nowMillis())
                        && book.someoneCouldBeServed(
                                book.reservation(before.reservation()).tier());
                book.apply(command, step.nowMillis());
                if (before != null && before.status() == PaymentStatus.PENDING) {
                    count(book.payment(command.id()), othersWait);
                }
            }
        }

        private void count(PaymentState paid, boolean othersWait) {
            Set<String> since = happened.get(paid.reservation());
            if (since == null || !paid.status().succeeded()) {
                return;
            }
            Rejection reason = book.reservation(paid.reservation()).reason();
            String result = paid.status() == PaymentStatus.PAID ? "PAID" : String.valueOf(reason);
            (since.isEmpty() ? Set.of("nothing") : since).forEach(what -> add(what + ": " + result));
            if (othersWait) {
                add("paused with others waiting: " + result);
            }
        }

        private void add(String situation) {
            met.merge(situation, 1, Integer::sum);
        }

        private void notice(Change change) {
            switch (change) {
                case Change.Made c when c.state().status() == ReservationStatus.HELD -> toAll("resold");
                case Change.Moved c
                when c.state().status() == ReservationStatus.EXPIRED ->
                    happened.computeIfAbsent(c.state().id(), _ -> new HashSet<>());
                case Change.Moved c when c.state().status() == ReservationStatus.HELD -> toAll("offered");
                case Change.SaleChanged _
                when command instanceof Command.Administer merchants -> toAll(name(merchants));
                case Change.Made _,
                        Change.Moved _,
                        Change.Numbered _,
                        Change.SaleChanged _,
                        Change.PaymentChanged _,
                        Change.EntryChanged _,
                        Change.DrawChanged _,
                        Change.PlaceTaken _,
                        Change.RoomChanged _,
                        Change.RefundOrdered _ -> {}
            }
        }

        private void toAll(String what) {
            happened.values().forEach(since -> since.add(what));
        }

        private static String name(Command.Administer command) {
            return switch (command) {
                case Command.Pause _ -> "pause";
                case Command.Resume _ -> "resume";
                case Command.Close _ -> "close";
                case Command.KeepHolds _ -> "kept";
                case Command.ChangeCapacity _ -> "capacity";
                case Command.Amend _ -> "terms";
                case Command.Waive _ -> "waive";
                case Command.ChangeSeats c when c.tier() >= 0 -> "move";
                case Command.ChangeSeats c -> c.change() == SeatChange.WITHHOLD ? "withhold" : "release";
            };
        }
    }
}
