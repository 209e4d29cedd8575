package dev.sluice.format.imports;

import dev.sluice.json.Texts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** Makes of what feeds call things what timetables can: always the same of the same, and never the same of two. */
final class GtfsNames {
    private static final int MAX_TEXT = 100;
    private static final int MAX_ID = 60;
    private static final int MAX_TRAIN_ID = 40;
    private static final int MARK_BYTES = 4;

    private GtfsNames() {}

    /** Without line breaks and other runs of space. */
    static String clean(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** For people; the beginning of what is too long. */
    static String text(String text) {
        StringBuilder good = new StringBuilder();
        clean(text)
                .codePoints()
                .filter(c -> Texts.isStorable(Character.toString(c)))
                .limit(MAX_TEXT)
                .forEach(good::appendCodePoint);
        String cut = good.length() > MAX_TEXT ? good.substring(0, MAX_TEXT - 1) : good.toString();
        return Texts.isStorable(cut) ? cut : cut.substring(0, cut.length() - 1);
    }

    /** Of a stop: as it is, or, where it is too long, its beginning and a mark of its own. */
    static String id(String id) {
        return id.length() <= MAX_ID && Texts.isStorable(id) ? id : text(start(id, MAX_ID / 2)) + "-" + mark(id);
    }

    /**
     * Ids of trains by those of trips: with {@code -} for what is neither letter nor digit of the Latin alphabet, and the end of what is too
     * long, which is where trips differ. Where two would be the same, or nothing would be left, a mark of its own is added.
     *
     * @param room how many characters are for something else
     */
    static Map<String, String> trains(Collection<String> trips, int room) {
        Map<String, Integer> counts = new HashMap<>();
        trips.forEach(trip -> counts.merge(slug(plain(trip, room)), 1, Integer::sum));
        Map<String, String> ids = new HashMap<>();
        for (String trip : trips) {
            String plain = plain(trip, room);
            boolean own = !plain.isEmpty() && (counts.get(slug(plain)) == 1 || trip.equals(slug(plain)));
            ids.put(trip, own ? plain : marked(trip, room));
        }
        return ids;
    }

    private static String marked(String trip, int room) {
        String plain = plain(trip, room + 2 * MARK_BYTES + 1);
        return (plain.isEmpty() ? "trip" : plain) + "-" + mark(trip);
    }

    private static String plain(String trip, int room) {
        String id = trip.replaceAll("[^A-Za-z0-9]+", "-");
        return id.substring(Math.max(0, id.length() - MAX_TRAIN_ID + room)).replaceAll("^-+|-+$", "");
    }

    /** What is left of it in the id of a sale. */
    static String slug(String train) {
        return train.toLowerCase(Locale.ROOT);
    }

    private static String start(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }

    private static String mark(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
