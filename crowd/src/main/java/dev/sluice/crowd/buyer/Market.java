package dev.sluice.crowd.buyer;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Gateways;
import dev.sluice.crowd.journal.Journal;
import java.util.List;

/**
 * Where customers buy, and who writes down what they are told.
 *
 * @param sales may become others meanwhile, if the list allows it; never empty
 */
public record Market(Gateways gateways, Journal journal, List<SaleSpec> sales, Persistence persistence) {}
