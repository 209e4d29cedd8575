package dev.sluice.format.imports;

import dev.sluice.sale.Train;
import java.util.Locale;

/**
 * A train on its days.
 *
 * @param pointer where the document says so
 */
record TrainRun(String pointer, Train train, ServiceDays days, SaleRules rules) {
    /** The id of the sale of a train on a day, without the day. */
    static String slug(String train) {
        return train.toLowerCase(Locale.ROOT);
    }
}
