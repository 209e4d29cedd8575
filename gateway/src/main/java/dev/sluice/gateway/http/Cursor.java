package dev.sluice.gateway.http;

import dev.sluice.json.FieldErrors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** Where the next page of a listing begins: older than this time, or as old and with a smaller id. */
public record Cursor(long millis, UUID id) {
    private static final Cursor NEWEST = new Cursor(Long.MAX_VALUE / 2, new UUID(-1, -1));

    /** @throws ProblemException if it is not one of ours */
    public static Cursor parse(String text) {
        if (text == null || text.isEmpty()) {
            return NEWEST;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(":", 2);
            Cursor cursor = new Cursor(Long.parseLong(parts[0]), UUID.fromString(parts[1]));
            if (cursor.millis >= 0) {
                return cursor;
            }
            throw new IllegalArgumentException("before 1970");
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new FieldErrors()
                    .add("/query/cursor", "is a nextCursor of an earlier page")
                    .invalid();
        }
    }

    public boolean isAfter(long otherMillis, UUID otherId) {
        return otherMillis < millis
                || (otherMillis == millis && unsigned(otherId).compareTo(unsigned(id)) < 0);
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((millis + ":" + id).getBytes(StandardCharsets.UTF_8));
    }

    /** As PostgreSQL orders them. */
    public static String unsigned(UUID id) {
        return id.toString();
    }
}
