package dev.sluice.app.cli;

import dev.sluice.app.exit.StartException;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Pictures;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.format.imports.Timetable;
import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.format.plan.SeatMaps;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.Facts;
import dev.sluice.sale.GoodsKind;
import dev.sluice.sale.Guards;
import dev.sluice.sale.Order;
import dev.sluice.sale.Plan;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleEvent;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the demo sells. Those that are there from an earlier start stay as they are. */
final class SampleSales {
    private static final Duration UNTIL_OPENING = Duration.ofSeconds(30);
    private static final Duration OPEN_FOR = Duration.ofDays(365);
    private static final int DAYS_OF_TRAINS = 2;
    private static final Duration ENTER_WITHIN = Duration.ofSeconds(60);
    private static final Duration SPLIT_ENTER_WITHIN = Duration.ofSeconds(120);
    private static final Duration UNTIL_DRAWN = Duration.ofSeconds(5);
    private static final int PAY_WITHIN_SECONDS = 120;
    private static final int LET_IN_A_MINUTE = 120;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    /** The merchant of all of them, by the name that they have in the demo. */
    private static final String OWNER = "merchant";

    /** The one that has a picture; the others have the drawings of their kinds. */
    private static final String PICTURED = "concert";

    private SampleSales() {}

    /** Lists have the newest first, so what is to stand first is created last. */
    static void create(SaleDesks sales, Pictures pictures, DemoSecrets.Parties parties, Instant now) {
        Stream.concat(journeys(now).stream(), samples(parties, now).reversed().stream())
                .filter(terms -> sales.find(terms.id()) == null)
                .map(terms ->
                        terms.id().equals(PICTURED) ? pictured(terms, SamplePicture.keep(pictures, OWNER)) : terms)
                .forEach(terms -> create(sales, terms));
    }

    private static SaleTerms pictured(SaleTerms terms, String picture) {
        SaleEvent event = terms.facts().event();
        return terms.with(new Facts(
                new SaleEvent(
                        event.startsAtMillis(),
                        event.endsAtMillis(),
                        event.timeZone(),
                        event.place(),
                        event.organiser(),
                        picture),
                terms.facts().goods()));
    }

    static SaleDesk create(SaleDesks sales, SaleTerms terms) {
        try {
            return sales.create(terms, OWNER);
        } catch (SaleExistsException e) {
            throw StartException.failure("Two processes create sales in the same data: " + e.getMessage(), e);
        }
    }

    /** The trains of today and of the days after. */
    private static List<SaleTerms> journeys(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return timetable().sales(today, today.plusDays(DAYS_OF_TRAINS)).reversed().stream()
                .filter(terms -> terms.window().closesAtMillis() > now.toEpochMilli())
                .toList();
    }

    static Timetable timetable() {
        try (InputStream file = SampleSales.class.getResourceAsStream("/samples/timetable.json")) {
            return Timetable.read(JsonTree.object(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the sample timetable", e);
        }
    }

    static List<SaleTerms> samples(DemoSecrets.Parties parties, Instant now) {
        return List.of(
                sale(
                                "phone-100",
                                "A hundred phones",
                                "One each. Opens half a minute after the first start of this demo; after two minutes an unpaid phone goes"
                                        + " to whoever waits, or on sale again.",
                                now.plus(UNTIL_OPENING),
                                new PurchaseRules(1, 120, TakeStock.HOLD, 150, 50, 0),
                                counted(tier("standard", "64 GB", 400_000, 100)))
                        .with(sold("Lantern Mobile")),
                sale(
                                "concert",
                                "A concert",
                                "Two areas, up to four tickets each, held for five minutes, with a waitlist.",
                                now,
                                new PurchaseRules(4, 300, TakeStock.HOLD, 150, 200, 0),
                                counted(
                                        tier("standing", "Standing", 38_000, 300),
                                        tier("seated", "Seated", 68_000, 200)))
                        .with(event(
                                evening(now, 30, "19:30", SHANGHAI),
                                Duration.ofHours(3),
                                "Riverside Hall, Shanghai",
                                "Blue Heron Concerts")),
                split("festival", parties, now),
                shuffled("sneakers", parties, now),
                sale(
                                "first-to-pay",
                                "First to pay",
                                "Five records; ten may order, and the first five to pay get them.",
                                now,
                                new PurchaseRules(1, 600, TakeStock.PAYMENT, 200, 0, 0),
                                counted(tier("record", "Record", 15_000, 5)))
                        .with(sold("Groove Street Records")),
                sale(
                                "workshop",
                                "A free workshop",
                                "Twenty places, nothing to pay.",
                                now,
                                new PurchaseRules(1, 600, TakeStock.HOLD, 150, 20, 0),
                                counted(tier("place", "Place", 0, 20)))
                        .with(event(
                                evening(now, 10, "10:00", ZoneId.of("Europe/Zurich")),
                                Duration.ofHours(6),
                                "Old Power Station, Zurich",
                                "Society of Makers")),
                sale(
                        "red-packet",
                        "A red packet",
                        "¥88.88 for the first 88, split at random.",
                        now,
                        new PurchaseRules(1, 60, TakeStock.HOLD, 150, 0, 0),
                        Map.of("kind", "redPacket", "total", money(8_888), "shares", 88, "split", "doubleMean")),
                sale(
                                "theatre",
                                "A night at the theatre",
                                "789 seats in stalls and a circle: the best that are left, or chosen. Nobody is to be left alone.",
                                now,
                                new PurchaseRules(8, 600, TakeStock.HOLD, 150, 100, 0),
                                seats(
                                        "theatre",
                                        "strict",
                                        tier("premium", "Premium", 58_000),
                                        tier("stalls", "Stalls", 38_000),
                                        tier("circle", "Circle", 28_000)))
                        .with(event(
                                evening(now, 20, "19:00", SHANGHAI),
                                Duration.ofMinutes(150),
                                "Lantern Theatre, Beijing",
                                "Lantern Players")),
                sale(
                                "stadium",
                                "A cup final",
                                "60,000 seats around a pitch.",
                                now,
                                new PurchaseRules(6, 600, TakeStock.HOLD, 150, 1_000, 0),
                                seats(
                                        "stadium",
                                        "soft",
                                        tier("category-1", "Category 1", 128_000),
                                        tier("category-2", "Category 2", 88_000),
                                        tier("category-3", "Category 3", 58_000),
                                        tier("category-4", "Category 4", 38_000)))
                        .with(event(
                                evening(now, 45, "20:00", SHANGHAI),
                                Duration.ofHours(2),
                                "National Stadium, Beijing",
                                "Football Association")));
    }

    /** GoodsKind of somebody, which are no tickets. */
    private static Facts sold(String by) {
        return new Facts(new SaleEvent(0, 0, null, null, by, null), GoodsKind.ITEM);
    }

    private static Facts event(ZonedDateTime starts, Duration lasts, String place, String organiser) {
        long startsAt = starts.toInstant().toEpochMilli();
        String zone = starts.getZone().getId();
        return new Facts(
                new SaleEvent(startsAt, startsAt + lasts.toMillis(), zone, place, organiser, null), GoodsKind.TICKET);
    }

    /** @param at by the clocks of the place */
    private static ZonedDateTime evening(Instant now, int days, String at, ZoneId zone) {
        return LocalDate.ofInstant(now, zone)
                .plusDays(days)
                .atTime(LocalTime.parse(at))
                .atZone(zone);
    }

    /** A lottery that is over in about a minute. */
    static SaleTerms lottery(String id, DemoSecrets.Parties parties, Instant now) {
        SaleTerms terms = sale(
                        id,
                        "A lottery",
                        "Eight tickets, and more people than that. Enter within a minute, wait a few seconds for the draw, and check it. Who wins has"
                                + " two minutes to pay; then it goes to whoever waits.",
                        now.plus(ENTER_WITHIN).plus(UNTIL_DRAWN),
                        new PurchaseRules(2, 60, TakeStock.HOLD, 150, 50, 0),
                        counted(tier("ticket", "Ticket", 12_000, 8)))
                .with(event(
                        evening(now, 15, "20:00", SHANGHAI),
                        Duration.ofHours(2),
                        "The Cellar, Guangzhou",
                        "Blue Heron Concerts"));
        return terms.with(new Order.Lottery(
                now.toEpochMilli(), now.plus(ENTER_WITHIN).toEpochMilli(), PAY_WITHIN_SECONDS, parties.promise(id)));
    }

    private static SaleTerms split(String id, DemoSecrets.Parties parties, Instant now) {
        SaleTerms terms = sale(
                        id,
                        "A festival, half of it by lottery",
                        "Forty passes: twenty for those who enter within two minutes of the first start of this demo, twenty for whoever comes first once"
                                + " it opens.",
                        now.plus(SPLIT_ENTER_WITHIN).plus(UNTIL_DRAWN),
                        new PurchaseRules(2, 300, TakeStock.HOLD, 150, 50, 0),
                        counted(tier("weekend", "Weekend", 90_000, 20), tier("day", "One day", 40_000, 20)))
                .with(event(
                        evening(now, 60, "12:00", SHANGHAI),
                        Duration.ofHours(35),
                        "West Meadow, Hangzhou",
                        "Blue Heron Concerts"));
        return terms.with(new Order.Split(
                new Order.Lottery(
                        now.toEpochMilli(),
                        now.plus(SPLIT_ENTER_WITHIN).toEpochMilli(),
                        5 * PAY_WITHIN_SECONDS,
                        parties.promise(id)),
                null,
                Order.Split.WHOLE / 2));
    }

    /** Places are drawn after a minute; then one after the other is let in. */
    private static SaleTerms shuffled(String id, DemoSecrets.Parties parties, Instant now) {
        SaleTerms terms = sale(
                        id,
                        "Sneakers, in an order that is drawn",
                        "Twelve pairs, one each. Whoever comes within a minute of the first start of this demo takes part in the draw of places in line,"
                                + " whenever that is; whoever comes later is behind them. Then one after the other is let in to buy.",
                        now.plus(ENTER_WITHIN).plus(UNTIL_DRAWN),
                        new PurchaseRules(1, 120, TakeStock.HOLD, 150, 20, 0),
                        counted(tier("pair", "A pair", 89_900, 12)))
                .with(sold("Longstride"));
        return terms.with(new Order.Shuffled(
                        now.toEpochMilli(), now.plus(ENTER_WITHIN).toEpochMilli(), parties.promise(id)))
                .with(new Guards(true, null, null, null, null, false, new Guards.Room(LET_IN_A_MINUTE, 0)));
    }

    private static Map<String, Object> counted(Object... tiers) {
        return Map.of("kind", "counted", "tiers", List.of(tiers));
    }

    private static Map<String, Object> seats(String map, String orphans, Object... tiers) {
        return Map.of("kind", "seated", "map", map, "orphans", orphans, "tiers", List.of(tiers));
    }

    private static Map<String, Object> tier(String id, String name, long price, int capacity) {
        return Map.of("id", id, "name", name, "price", money(price), "capacity", capacity);
    }

    private static Map<String, Object> tier(String id, String name, long price) {
        return Map.of("id", id, "name", name, "price", money(price));
    }

    private static Map<String, Object> money(long amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }

    /** @param inventory as merchants write it */
    private static SaleTerms sale(
            String id,
            String title,
            String description,
            Instant opens,
            PurchaseRules rules,
            Map<String, Object> inventory) {
        FieldErrors errors = new FieldErrors();
        FieldReader fields = new FieldReader(id, inventory, errors);
        KindFormat.Offer offer = Kinds.named(fields.anyText("kind")).read(fields, SampleSales::map);
        errors.throwIfAny();
        Window window = new Window(opens.toEpochMilli(), opens.plus(OPEN_FOR).toEpochMilli());
        return new SaleTerms(
                id,
                title,
                description,
                window,
                Order.FIRST_COME,
                rules,
                offer.currency(),
                offer.tiers(),
                offer.inventory());
    }

    private static Plan map(String name) {
        return name.equals("theatre") ? SeatMaps.theatre() : SeatMaps.stadium();
    }
}
