package dev.sluice.gateway.address;

import io.vertx.core.MultiMap;
import java.util.List;

/**
 * Finds, in what proxies say of whom they ask for, the last address that no trusted proxy has. What stands before it was said by whoever
 * has that address, and is worth nothing; so it is read from the end, and not further than needed.
 */
enum Forwarding {
    /** {@code X-Forwarded-For: 203.0.113.7, 10.0.0.1}. */
    X_FORWARDED_FOR("X-Forwarded-For") {
        @Override
        Address node(String element) {
            return NodeText.address(element);
        }
    },
    /** {@code Forwarded: for="[2001:db8::1]:4711";proto=https, for=10.0.0.1} (RFC 7239). */
    FORWARDED("Forwarded") {
        @Override
        Address node(String element) {
            String found = null;
            for (String rest = element; rest != null; ) {
                int start = NodeText.lastUnquoted(rest, ';');
                String pair = rest.substring(start + 1).strip();
                rest = start < 0 ? null : rest.substring(0, start);
                if (pair.regionMatches(true, 0, "for=", 0, 4)) {
                    if (found != null) {
                        return null;
                    }
                    found = pair.substring(4);
                }
            }
            return found == null ? null : NodeText.address(NodeText.unquoted(found));
        }
    };

    private final String header;

    Forwarding(String header) {
        this.header = header;
    }

    /** The address that an element names; null if it names none. */
    abstract Address node(String element);

    /** Null if that is a proxy's own, or was not said in a way that can be understood. */
    Address client(MultiMap headers, AddressRanges trusted) {
        List<String> lines = headers.getAll(header);
        for (int i = lines.size() - 1; i >= 0; i--) {
            for (String rest = lines.get(i); rest != null; ) {
                int start = NodeText.lastUnquoted(rest, ',');
                String element = rest.substring(start + 1).strip();
                rest = start < 0 ? null : rest.substring(0, start);
                if (element.isEmpty()) {
                    continue; // RFC 9110 5.6.1: a list may have empty elements.
                }
                Address address = node(element);
                if (address == null || !trusted.contains(address)) {
                    return address;
                }
            }
        }
        return null;
    }
}
