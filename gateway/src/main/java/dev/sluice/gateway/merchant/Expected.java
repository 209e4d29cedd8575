package dev.sluice.gateway.merchant;

import dev.sluice.json.FieldErrors;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierTerms;
import io.vertx.core.MultiMap;
import java.util.regex.Pattern;

/**
 * How many people a merchant expects, as the query of a request says it.
 *
 * @param people 0 if nothing is said of them
 * @param seconds within which they come
 * @param cores of the machines that there will be
 */
record Expected(long people, long seconds, int cores) {
    static final Expected NOBODY = new Expected(0, 1, 1);

    private static final long USUAL_SECONDS = 60;
    private static final long USUAL_CORES = 4;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    /** @throws dev.sluice.json.InvalidFieldsException naming every wrong parameter */
    static Expected of(MultiMap query) {
        FieldErrors errors = new FieldErrors();
        long people = number(query, "crowd", Sizing.MOST_PEOPLE, 0, errors);
        long seconds = number(query, "within", Sizing.MOST_SECONDS, USUAL_SECONDS, errors);
        long cores = number(query, "cores", Sizing.MOST_CORES, USUAL_CORES, errors);
        errors.throwIfAny();
        return new Expected(people, seconds, (int) cores);
    }

    private static long number(MultiMap query, String name, long most, long otherwise, FieldErrors errors) {
        String text = query.get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        long number = DIGITS.matcher(text).matches() ? Long.parseLong(text) : 0;
        if (number < 1 || number > most) {
            errors.add("/query/" + name, "is a whole number from 1 to " + most);
        }
        return number;
    }

    /** What these people want of a sale of this kind; null if nothing is said of them, or there is nothing to want. */
    Sizing.Crowd of(SaleTerms terms, String kind) {
        long units = terms.tiers().stream().mapToLong(TierTerms::capacity).sum();
        return people == 0 || units == 0 ? null : new Sizing.Crowd(people, seconds, units, kind, cores);
    }
}
