package dev.sluice.format;

import dev.sluice.json.Texts;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatAvailability;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatedTerms;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.StringJoiner;

/** Which seats are free, for pages that draw them. Seats are numbered in the order in which the map has them, from 0. */
public final class SeatBoardJson {
    private static final int VERSION_BYTES = 12;

    private SeatBoardJson() {}

    /** Names what is free of which map, and in which tiers: equal names, equal boards. */
    public static String version(SeatedTerms terms, SeatAvailability seats) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(terms.plan().version().getBytes(StandardCharsets.ISO_8859_1));
            digest.update(seats.bytes());
            for (int seat = 0; seat < seats.seats(); seat++) {
                digest.update((byte) terms.tierOf(seat));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * {@code {"map": {"version", "url"}, "version", "free", "tiers": [{"tier", "seats": […]}]}}, where {@code free} is a bit a seat in
     * base64, and {@code tiers} has the seats that are not in the tier that the map puts them in.
     */
    public static byte[] whole(String version, SaleTerms terms, SeatedTerms seated, SeatAvailability seats) {
        String map = seated.plan().version();
        String json = "{\"map\":{\"version\":\"" + map + "\",\"url\":\"" + SeatMaps.url(map) + "\"},\"version\":\""
                + version + "\",\"free\":\"" + Base64.getEncoder().encodeToString(seats.bytes()) + "\",\"tiers\":"
                + moved(terms, seated) + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String moved(SaleTerms terms, SeatedTerms seated) {
        SeatMap map = seated.plan();
        StringJoiner tiers = new StringJoiner(",", "[", "]");
        for (int tier = 0; tier < terms.tiers().size(); tier++) {
            StringJoiner moved = new StringJoiner(",");
            for (int seat = 0; seat < map.seats(); seat++) {
                if (seated.tierOf(seat) == tier && seated.isMoved(seat)) {
                    moved.add(Integer.toString(seat));
                }
            }
            if (moved.length() > 0) {
                String id = Texts.quoted(terms.tiers().get(tier).id());
                tiers.add("{\"tier\":" + id + ",\"seats\":[" + moved + "]}");
            }
        }
        return tiers.toString();
    }

    /** {@code {"version", "freed": […], "taken": […]}}: what to change of an older board. */
    public static byte[] changes(String version, SeatAvailability before, SeatAvailability now) {
        StringJoiner freed = new StringJoiner(",", "[", "]");
        StringJoiner taken = new StringJoiner(",", "[", "]");
        for (int seat = 0; seat < now.seats(); seat++) {
            if (before.isFree(seat) != now.isFree(seat)) {
                (now.isFree(seat) ? freed : taken).add(Integer.toString(seat));
            }
        }
        String json = "{\"version\":\"" + version + "\",\"freed\":" + freed + ",\"taken\":" + taken + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
