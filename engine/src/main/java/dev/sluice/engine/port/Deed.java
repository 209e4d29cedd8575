package dev.sluice.engine.port;

import java.util.List;

/**
 * Something that somebody did who may change things: who, what, from where. It has nothing of what was sent but a reason, and
 * nothing that opens anything.
 *
 * @param atMillis when it began, since 1970
 * @param subject who: of a token its subject, of a key its owner
 * @param key the id of the key that was used; null for none
 * @param roles of whoever did it, and of a key its scopes
 * @param act a route as a method and a template ({@code POST /v1/admin/sales/{sale}/pause}), or a command of the command line
 * @param sale the id of the sale that it is about; null if it is about none, or none is named
 * @param details what else the act names, and why it is done where that was said: {@code tier=standard}, {@code reason=Rained off}
 * @param address where it came from
 * @param request by which it is found in other logs
 */
public record Deed(
        long atMillis,
        String subject,
        String key,
        List<String> roles,
        String act,
        String sale,
        List<String> details,
        String address,
        String request) {
    public Deed {
        roles = List.copyOf(roles);
        details = List.copyOf(details);
    }

    /**
     * What came of it.
     *
     * @param atMillis when that was known
     * @param status of the answer, as HTTP has it
     * @param code why it came to nothing; null where it did not
     * @param made the address of what it made; null for nothing
     * @param sale of what it made, if that is one, or is of one; null to leave what is known
     */
    public record Result(long atMillis, int status, String code, String made, String sale) {}

    /**
     * One that is written down.
     *
     * @param number grows with time
     * @param result null while it is not known, and for ever if that was lost
     */
    public record Entry(long number, Deed deed, Result result) {}
}
