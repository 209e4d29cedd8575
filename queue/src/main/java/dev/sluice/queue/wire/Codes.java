package dev.sluice.queue.wire;

import java.util.List;

/**
 * The numbers by which the constants of an enum travel, whatever the order in which these stand: from 1, in the order in which they were
 * added here, and 0 for null. A number never means another constant. Immutable.
 */
final class Codes<E extends Enum<E>> {
    private final String what;
    private final List<E> constants;
    /** By the constants' ordinals. */
    private final byte[] codes;

    /**
     * @param what they are, for people
     * @param constants all of them
     */
    Codes(String what, List<E> constants) {
        this.what = what;
        this.constants = constants;
        E[] all = constants.getFirst().getDeclaringClass().getEnumConstants();
        codes = new byte[all.length];
        for (E constant : all) {
            int code = 1 + constants.indexOf(constant);
            if (code == 0) {
                throw new IllegalStateException("no number for " + what + " " + constant);
            }
            codes[constant.ordinal()] = (byte) code;
        }
    }

    void write(ByteWriter bytes, E constant) {
        bytes.octet(codes[constant.ordinal()]);
    }

    void writeOrNull(ByteWriter bytes, E constant) {
        bytes.octet(constant == null ? 0 : codes[constant.ordinal()]);
    }

    E read(ByteReader bytes) {
        E constant = readOrNull(bytes);
        if (constant == null) {
            throw new UnreadableFrameException(what + " is missing");
        }
        return constant;
    }

    E readOrNull(ByteReader bytes) {
        int code = bytes.octet();
        if (code > constants.size()) {
            throw new UnreadableFrameException("no " + what + " has the number " + code);
        }
        return code == 0 ? null : constants.get(code - 1);
    }
}
