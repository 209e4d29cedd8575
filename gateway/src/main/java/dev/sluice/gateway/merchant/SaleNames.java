package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.Pictures;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.json.FieldErrors;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.draw.Beacons;

/** Whether what a merchant's sale names, and is not in it, is there and may be named: a beacon's round, a picture, an owner. Blocks. */
final class SaleNames {
    private final Beacons beacons;
    private final Pictures pictures;

    SaleNames(Beacons beacons, Pictures pictures) {
        this.beacons = beacons;
        this.pictures = pictures;
    }

    /** Only operators give sales away; {@code before} is whose it is until now, or who creates it. */
    static boolean mayGive(String owner, String before, Principal who) {
        return owner == null || who.isOperator() || owner.equals(before);
    }

    /**
     * Says which of them are not.
     *
     * @param sale null of one that is not there yet
     * @param merchant whose that one is to be, where nothing is said of it
     */
    void check(SaleTermsJson.Wanted wanted, SaleDesk sale, String merchant, Principal who, FieldErrors errors) {
        SaleTerms before = sale == null ? null : sale.view().sale().terms();
        String ownerBefore = sale == null ? merchant : sale.owner();
        if (!mayGive(wanted.owner(), ownerBefore, who)) {
            errors.add("/owner", "is given by operators alone");
        }
        promised(wanted, before, sale == null ? newOwner(wanted, merchant) : ownerBefore, who, errors);
    }

    /** The same of beacon and picture alone. */
    void promised(SaleTermsJson.Wanted wanted, SaleTerms before, String owner, Principal who, FieldErrors errors) {
        NamedBeacon.check(wanted.terms(), beacons, errors);
        NamedPicture.check(wanted.terms(), before, pictures, owner, who, errors);
    }

    /** Whose a sale is to be that is not there yet; {@code merchant}'s where nothing is said of that. */
    static String newOwner(SaleTermsJson.Wanted wanted, String merchant) {
        return wanted.owner() == null ? merchant : wanted.owner();
    }
}
