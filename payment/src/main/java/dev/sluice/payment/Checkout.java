package dev.sluice.payment;

import java.net.URI;
import java.util.Map;

/** How the buyer goes on from a payment that a provider has begun. */
public sealed interface Checkout {
    /** The provider's own id of what it began, for its support and for the log. */
    String reference();

    /** By opening a page of the provider. */
    record Redirect(String reference, URI url) implements Checkout {}

    /**
     * By what the shop's own page does with the provider's script, its app or a code to scan.
     *
     * @param data what these need, meant for the buyer's eyes
     */
    record InPage(String reference, Map<String, String> data) implements Checkout {
        public InPage {
            data = Map.copyOf(data);
        }
    }
}
