package dev.sluice.gateway;

import java.util.Set;

/** Who asks. {@code user} is the token's subject. */
record Principal(String user, Set<String> roles) {
    static final String MERCHANT = "merchant";
}
