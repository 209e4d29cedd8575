package dev.sluice.gateway.http;

/** What a client takes, as {@code Accept-Encoding} says it: {@code gzip, br;q=0.8, *;q=0} (RFC 9110, 12.5.3). */
final class AcceptedEncodings {
    private static final String ANY = "*";

    private AcceptedEncodings() {}

    /**
     * How much a client likes a coding, from 0 for not at all to 1.
     *
     * @param header null for none, which is taken as a wish for none
     */
    static double quality(String header, String coding) {
        if (header == null) {
            return 0;
        }
        double any = 0;
        int at = 0;
        while (at <= header.length()) {
            int comma = header.indexOf(',', at);
            int end = comma < 0 ? header.length() : comma;
            int semicolon = header.indexOf(';', at);
            int nameEnd = semicolon < 0 || semicolon > end ? end : semicolon;
            String name = header.substring(at, nameEnd).strip();
            if (name.equalsIgnoreCase(coding)) {
                return weight(header.substring(nameEnd, end));
            }
            if (name.equals(ANY)) {
                any = weight(header.substring(nameEnd, end));
            }
            at = end + 1;
        }
        return any;
    }

    /** @param parameters empty, or {@code ;q=0.5}; what cannot be read is no wish */
    private static double weight(String parameters) {
        int equals = parameters.indexOf('=');
        if (equals < 0) {
            return 1;
        }
        try {
            double weight = Double.parseDouble(parameters.substring(equals + 1).strip());
            return weight > 0 ? Math.min(weight, 1) : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
