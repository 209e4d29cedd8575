package dev.sluice.gateway.door;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.auth.TicketCodes;
import dev.sluice.gateway.auth.TicketKey;
import dev.sluice.gateway.auth.TicketKeys;
import dev.sluice.gateway.auth.TicketQr;
import dev.sluice.gateway.door.ShownTicket.Why;
import dev.sluice.sale.ReservationIds;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Finds the ticket that somebody shows, among those of the sales that whoever asks sees to: what is another merchant's is answered as what is not there.
 * Any thread may use it; it blocks while the ledger is read.
 */
final class ShownTickets {
    /** A code that names no sale is looked for in so many of one's newest at most. */
    static final int MAX_SALES = 100;

    private static final int CHUNK = 500;

    private final SaleDesks sales;
    private final TicketKeys keys;
    private final DoorBooks books;

    ShownTickets(SaleDesks sales, TicketKeys keys, DoorBooks books) {
        this.sales = sales;
        this.keys = keys;
        this.books = books;
    }

    /** Whether what is shown names its sale by itself, and is signed. It is one or the other whichever field it came in: not all scanners know two. */
    static boolean isSigned(String shown) {
        return TicketQr.isMeant(shown.strip());
    }

    /**
     * Finds it.
     *
     * @param shown what a QR code says, or a code
     * @param here the sale that people come to by this door; null if it is for all of theirs
     */
    ShownTicket find(String shown, Principal who, SaleDesk here) {
        return find(shown, who, here, books::find);
    }

    /** The same of many, for which the ledger is read once. */
    List<ShownTicket> find(List<String> shown, Principal who, SaleDesk here) {
        List<DoorBook> kept = books.of(List.of(here.number()));
        Lookup known = (_, code) -> DoorBooks.known(kept, code);
        List<ShownTicket> all = new ArrayList<>();
        boolean wasRead = false;
        for (String one : shown) {
            ShownTicket found = find(one, who, here, known);
            if (found.why() == Why.NO_SUCH_TICKET && !wasRead) {
                books.read(kept);
                wasRead = true;
                found = find(one, who, here, known);
            }
            all.add(found);
        }
        return all;
    }

    /** How a code is looked up among the tickets of some sales. */
    private interface Lookup {
        UUID find(List<DoorBook> some, byte[] code);
    }

    private ShownTicket find(String shown, Principal who, SaleDesk here, Lookup lookup) {
        if (isSigned(shown)) {
            return signed(TicketQr.read(shown), who, here, lookup);
        }
        byte[] code = TicketCodes.read(shown);
        if (code == null) {
            return ShownTicket.none(Why.UNREADABLE);
        }
        return found(lookup.find(books.of(here == null ? newest(who) : List.of(here.number())), code));
    }

    private ShownTicket signed(TicketQr qr, Principal who, SaleDesk here, Lookup lookup) {
        if (qr == null) {
            return ShownTicket.none(Why.UNREADABLE);
        }
        TicketKey key = keys.find(qr.keyId());
        if (key == null || !qr.isSignedBy(key)) {
            return ShownTicket.none(key == null ? Why.UNKNOWN_KEY : Why.FORGED);
        }
        SaleDesk sale = sales.find(qr.sale());
        if (sale == null || !who.seesTo(sale.owner())) {
            return ShownTicket.none(Why.NO_SUCH_TICKET);
        }
        return here == null || here.number() == sale.number()
                ? found(lookup.find(books.of(List.of(sale.number())), qr.code()))
                : new ShownTicket(sale, null, Why.OTHER_SALE);
    }

    private ShownTicket found(UUID ticket) {
        return ticket == null
                ? ShownTicket.none(Why.NO_SUCH_TICKET)
                : new ShownTicket(sales.find(ReservationIds.saleNumber(ticket)), ticket, null);
    }

    private List<Integer> newest(Principal who) {
        List<Integer> own = new ArrayList<>();
        int before = Integer.MAX_VALUE;
        while (own.size() < MAX_SALES) {
            List<SaleDesk> chunk = sales.newest(before, CHUNK);
            chunk.stream()
                    .filter(sale -> who.seesTo(sale.owner()))
                    .limit(MAX_SALES - own.size())
                    .forEach(sale -> own.add(sale.number()));
            if (chunk.size() < CHUNK) {
                break;
            }
            before = chunk.getLast().number();
        }
        return own;
    }
}
