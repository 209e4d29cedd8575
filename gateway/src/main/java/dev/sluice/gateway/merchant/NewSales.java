package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Plans;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.json.FieldErrors;
import dev.sluice.sale.SaleTerms;
import java.util.Map;

/** Reads sales that are to be made, wherever they were written down. Blocks. Any thread may use it. */
final class NewSales {
    private final Plans plans;
    private final SaleNames names;

    NewSales(Plans plans, SaleNames names) {
        this.plans = plans;
        this.names = names;
    }

    /** @param owner whose it is to be */
    record Ready(SaleTerms terms, String owner) {}

    /**
     * What is to be made.
     *
     * @param merchant whose it is where nothing is said of that
     * @throws dev.sluice.json.InvalidFieldsException naming every wrong field
     * @throws ProblemException if it is given to somebody by who may not
     */
    Ready read(Map<String, Object> json, String merchant, Principal who) {
        SaleTermsJson.Wanted wanted = SaleTermsJson.create(json, plans::find);
        requireTheirs(wanted.owner(), merchant, who);
        String owner = SaleNames.newOwner(wanted, merchant);
        FieldErrors errors = new FieldErrors();
        names.promised(wanted, null, owner, who, errors);
        errors.throwIfAny();
        return new Ready(wanted.terms(), owner);
    }

    static void requireTheirs(String owner, String ownerBefore, Principal who) {
        if (!SaleNames.mayGive(owner, ownerBefore, who)) {
            throw new ProblemException(Problem.forbidden("only an operator gives a sale to somebody else")
                    .naming("/owner", "is given by operators alone"));
        }
    }
}
