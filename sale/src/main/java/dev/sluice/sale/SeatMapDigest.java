package dev.sluice.sale;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of all that a seat map says. Each part is preceded by its length, so that different maps
 * never are the same bytes.
 */
final class SeatMapDigest {
    private final MessageDigest digest;
    private final byte[] number = new byte[4];

    private SeatMapDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String of(SeatMap map) {
        SeatMapDigest all = new SeatMapDigest();
        all.number(map.focalX()).number(map.focalY());
        all.number(map.sections().size());
        for (int section = 0; section < map.sections().size(); section++) {
            SeatMap.Section one = map.sections().get(section);
            all.text(one.id()).text(one.name()).number(one.weight()).number(map.firstRow(section + 1));
        }
        for (int row = 0; row < map.rows(); row++) {
            all.text(map.rowLabel(row)).number(map.firstSeat(row + 1));
        }
        all.number(map.tiers().size());
        map.tiers().forEach(all::text);
        for (int seat = 0; seat < map.seats(); seat++) {
            String own = map.ownName(seat);
            all.text(map.label(seat)).number(own == null ? 0 : 1).text(own == null ? "" : own);
            all.number(map.tierOf(seat)).number(map.x(seat)).number(map.y(seat)).number(map.attributes(seat));
        }
        // Maps that name no tier are called as they were before tiers had names.
        if (map.tiers().stream().anyMatch(tier -> map.tierName(tier) != null)) {
            for (String tier : map.tiers()) {
                String name = map.tierName(tier);
                all.number(name == null ? 0 : 1).text(name == null ? "" : name);
            }
        }
        return HexFormat.of().formatHex(all.digest.digest());
    }

    private SeatMapDigest text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
        return this;
    }

    private SeatMapDigest number(int value) {
        for (int i = 0; i < number.length; i++) {
            number[i] = (byte) (value >>> (8 * i));
        }
        digest.update(number);
        return this;
    }
}
