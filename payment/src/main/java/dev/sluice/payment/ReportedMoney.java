package dev.sluice.payment;

import java.util.regex.Pattern;

/** What a provider says of money is kept, and told to others; so it must be what can be. */
final class ReportedMoney {
    private static final Pattern REFERENCE = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private ReportedMoney() {}

    /** @throws BadWebhookException if one of them is nothing of the kind */
    static void require(String reference, long amount, String currency) {
        if (!REFERENCE.matcher(reference).matches()) {
            throw BadWebhookException.senseless("a reference is 1 to 255 visible ASCII characters");
        }
        if (amount < 1) {
            throw BadWebhookException.senseless("an amount is above 0");
        }
        if (!CURRENCY.matcher(currency).matches()) {
            throw BadWebhookException.senseless("a currency is three letters");
        }
    }
}
