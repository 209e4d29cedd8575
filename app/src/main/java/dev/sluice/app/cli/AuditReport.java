package dev.sluice.app.cli;

import dev.sluice.app.exit.StartException;
import dev.sluice.app.node.OpenLedger;
import dev.sluice.engine.port.Audit;
import dev.sluice.engine.port.Catalogue;
import java.io.PrintWriter;
import java.util.List;

/** Prints whether sales add up. */
public final class AuditReport {
    private final PrintWriter out;

    public AuditReport(PrintWriter out) {
        this.out = out;
    }

    /**
     * Audits one sale, or all.
     *
     * @param sale its id; null for all
     * @return whether all of them balance
     * @throws StartException if there is no such sale
     */
    public boolean print(OpenLedger ledger, String sale) {
        List<Catalogue.Entry> sales = ledger.catalogue().sales().stream()
                .filter(found -> sale == null || sale.equals(found.id()))
                .toList();
        if (sales.isEmpty() && sale != null) {
            throw StartException.usage("There is no sale " + sale + ".", null);
        }
        long unbalanced = sales.stream().filter(found -> !print(ledger, found)).count();
        boolean nobodys = sale != null || printOfNone(ledger.reports().auditOfNoSale());
        out.printf(
                "%,d %s audited, %,d %s not balance%n",
                sales.size(), sales.size() == 1 ? "sale" : "sales", unbalanced, unbalanced == 1 ? "does" : "do");
        out.flush();
        return unbalanced == 0 && nobodys;
    }

    /** What was taken for sales that never were; nothing where nothing was. */
    private boolean printOfNone(Audit audit) {
        return audit.money().isEmpty() && audit.balanced() || print(audit, "charges of no sale");
    }

    /** What cannot be audited does not balance, and keeps no other from being audited. */
    private boolean print(OpenLedger ledger, Catalogue.Entry sale) {
        try {
            return print(ledger.reports().audit(sale.number()), sale.id());
        } catch (IllegalArgumentException e) {
            out.printf("%s: CANNOT BE READ: %s%n", sale.id(), e.getMessage());
            return false;
        }
    }

    private boolean print(Audit audit, String what) {
        out.printf("%s: %s%n", what, audit.balanced() ? "balanced" : "DOES NOT BALANCE");
        for (Audit.Tier tier : audit.tiers()) {
            out.printf(
                    "  %-20s capacity %,d = available %,d + held %,d + sold %,d + withheld %,d%n",
                    tier.id(), tier.capacity(), tier.available(), tier.held(), tier.sold(), tier.withheld());
        }
        for (Audit.Money money : audit.money()) {
            out.printf(
                    "  %-20s %,d charges: taken %,d = kept %,d + to return %,d + returned %,d%n",
                    money.currency(),
                    money.charges(),
                    money.taken(),
                    money.kept(),
                    money.returning(),
                    money.returned());
        }
        audit.checks().stream()
                .filter(check -> check.violations() > 0)
                .forEach(check -> out.printf("  violated %,d times: %s%n", check.violations(), check.name()));
        return audit.balanced();
    }
}
