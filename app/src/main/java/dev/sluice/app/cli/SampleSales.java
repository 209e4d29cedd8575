package dev.sluice.app.cli;

import dev.sluice.app.exit.StartException;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.engine.writer.Sales;
import dev.sluice.format.imports.Timetable;
import dev.sluice.format.plan.SeatMaps;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.Mode;
import dev.sluice.sale.OrphanRule;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Split;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the demo sells. Those that are there from an earlier start stay as they are. */
final class SampleSales {
    private static final Duration UNTIL_OPENING = Duration.ofSeconds(30);
    private static final Duration OPEN_FOR = Duration.ofDays(365);
    private static final int DAYS_OF_TRAINS = 2;
    private static final String CURRENCY = "CNY";

    private SampleSales() {}

    /** Lists have the newest first, so what is to stand first is created last. */
    static void create(Sales sales, Instant now) {
        Stream.concat(journeys(now).stream(), samples(now).reversed().stream())
                .filter(terms -> sales.find(terms.id()) == null)
                .forEach(terms -> create(sales, terms));
    }

    private static void create(Sales sales, SaleTerms terms) {
        try {
            sales.create(terms);
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

    private static List<SaleTerms> samples(Instant now) {
        return List.of(
                sale(
                        "phone-100",
                        "A hundred phones",
                        "One each. Opens half a minute after the first start of this demo; unpaid phones go on sale again after"
                                + " two minutes.",
                        now.plus(UNTIL_OPENING),
                        new PurchaseRules(1, 120, TakeStock.HOLD, 150, 50),
                        new TierTerms("standard", "64 GB", 400_000, 100)),
                sale(
                        "concert",
                        "A concert",
                        "Two areas, up to four tickets each, held for five minutes, with a waitlist.",
                        now,
                        new PurchaseRules(4, 300, TakeStock.HOLD, 150, 200),
                        new TierTerms("standing", "Standing", 38_000, 300),
                        new TierTerms("seated", "Seated", 68_000, 200)),
                sale(
                        "first-to-pay",
                        "First to pay",
                        "Five records; ten may order, and the first five to pay get them.",
                        now,
                        new PurchaseRules(1, 600, TakeStock.PAYMENT, 200, 0),
                        new TierTerms("record", "Record", 15_000, 5)),
                sale(
                        "workshop",
                        "A free workshop",
                        "Twenty places, nothing to pay.",
                        now,
                        new PurchaseRules(1, 600, TakeStock.HOLD, 150, 20),
                        new TierTerms("place", "Place", 0, 20)),
                redPacket(now),
                seats(
                        "theatre",
                        "A night at the theatre",
                        "789 seats in stalls and a circle: the best that are left, or chosen. Nobody is to be left alone.",
                        now,
                        new PurchaseRules(8, 600, TakeStock.HOLD, 150, 100),
                        SeatedTerms.of(SeatMaps.theatre(), SeatMaps.theatre().tiers(), OrphanRule.STRICT),
                        58_000,
                        38_000,
                        28_000),
                seats(
                        "stadium",
                        "A cup final",
                        "60,000 seats around a pitch.",
                        now,
                        new PurchaseRules(6, 600, TakeStock.HOLD, 150, 1_000),
                        SeatedTerms.of(SeatMaps.stadium(), SeatMaps.stadium().tiers(), OrphanRule.SOFT),
                        128_000,
                        88_000,
                        58_000,
                        38_000));
    }

    /** @param prices of the map's tiers, in order */
    private static SaleTerms seats(
            String id,
            String title,
            String description,
            Instant opens,
            PurchaseRules rules,
            SeatedTerms seated,
            long... prices) {
        List<TierTerms> tiers = new ArrayList<>();
        for (String tier : seated.plan().tiers()) {
            String name =
                    Character.toUpperCase(tier.charAt(0)) + tier.substring(1).replace('-', ' ');
            tiers.add(new TierTerms(tier, name, prices[tiers.size()], seated.seatsOf(tiers.size())));
        }
        return sale(id, title, description, opens, rules, tiers.toArray(new TierTerms[0]))
                .withInventory(tiers, seated);
    }

    private static SaleTerms redPacket(Instant now) {
        SecureRandom secrets = new SecureRandom();
        RedPacketTerms packet =
                new RedPacketTerms(8_888, 88, Split.DOUBLE_MEAN, secrets.nextLong(), secrets.nextLong());
        PurchaseRules once = new PurchaseRules(1, 60, TakeStock.HOLD, 150, 0);
        TierTerms shares = new TierTerms("share", "Share", 0, packet.shares());
        return sale("red-packet", "A red packet", "¥88.88 for the first 88, split at random.", now, once, shares)
                .withInventory(List.of(shares), packet);
    }

    private static SaleTerms sale(
            String id, String title, String description, Instant opens, PurchaseRules rules, TierTerms... tiers) {
        Window window = new Window(opens.toEpochMilli(), opens.plus(OPEN_FOR).toEpochMilli());
        return new SaleTerms(id, title, description, window, Mode.FIRST_COME, rules, CURRENCY, List.of(tiers));
    }
}
