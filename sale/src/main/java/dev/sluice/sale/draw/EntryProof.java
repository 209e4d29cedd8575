package dev.sluice.sale.draw;

import java.util.ArrayList;
import java.util.List;

/**
 * What an entrant is given of their own entry, and nobody else: what they entered, by what they recognise it, and that it is sealed.
 *
 * @param blind with which the pseudonym is theirs, in hexadecimal digits
 * @param root of all entries, as it was told to them
 */
public record EntryProof(
        String sale, String user, String blind, DrawEntry entry, InclusionProof inclusion, String root) {
    /** Works it out again for a draw; each step trusts none of those before it. */
    public List<CheckStep> check(String drawn, DrawSeal seal) {
        List<CheckStep> steps = new ArrayList<>();
        steps.add(
                sale.equals(drawn)
                        ? new CheckStep("sale", true, sale)
                        : new CheckStep("sale", false, "the proof is of sale " + sale + ", and the draw of " + drawn));
        boolean own = DrawEntry.entrant(sale, user, blind).equals(entry.entrant());
        steps.add(new CheckStep(
                "entrant",
                own,
                own ? user + " is " + entry.entrant() : entry.entrant() + " is not the pseudonym of " + user));
        boolean leaf = entry.leaf(sale).equals(inclusion.leaf());
        steps.add(new CheckStep(
                "leaf",
                leaf,
                leaf
                        ? inclusion.leaf()
                        : "what was entered gives the leaf " + entry.leaf(sale) + ", not " + inclusion.leaf()));
        boolean told = root.equals(seal.root());
        steps.add(new CheckStep(
                "told root", told, told ? root : "the proof was given for root " + root + ", the draw has another"));
        boolean in = inclusion.isIn(seal);
        steps.add(new CheckStep(
                "path", in, in ? "it leads to the root" : "it does not lead to the root of the sealed entries"));
        return steps;
    }
}
