package dev.sluice.sale;

/**
 * What a sale is about, for people: no rule reads it. Each is null, or 0, where nothing is said of it.
 *
 * @param startsAtMillis since 1970; has a time zone with it
 * @param endsAtMillis since 1970, after the start
 * @param timeZone where it takes place, as the IANA calls it
 * @param place one line
 * @param organiser one line
 * @param picture the hash of one that its merchant has
 */
public record SaleEvent(
        long startsAtMillis, long endsAtMillis, String timeZone, String place, String organiser, String picture) {
    public static final SaleEvent NONE = new SaleEvent(0, 0, null, null, null, null);

    public SaleEvent {
        if (startsAtMillis == 0 ? endsAtMillis != 0 : timeZone == null) {
            throw new IllegalArgumentException("an event that ends has a start, and one that starts a time zone");
        }
        if (endsAtMillis != 0 && endsAtMillis <= startsAtMillis) {
            throw new IllegalArgumentException("an event ends after it starts");
        }
    }

    /** Whether there is a time or a place where one has to be. */
    public boolean takesPlace() {
        return startsAtMillis != 0 || place != null;
    }
}
