package dev.sluice.ledger;

import dev.sluice.engine.durable.Durable;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a process the owner of sales, under new epochs and a new nonce. What another process owns that lives stays its; one that does not live is told
 * that it was robbed, should it come back. One thread.
 */
final class Raise {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int owner;
    private final Tenancies tenancies;
    private final Map<Integer, Tenancy> former = new HashMap<>();

    /** @param owner a number of {@link Presence} */
    Raise(int owner, Tenancies tenancies) {
        this.owner = owner;
        this.tenancies = tenancies;
    }

    /** What the ledger had of a sale that became this process's, before it did. */
    Tenancy former(int sale) {
        return former.get(sale);
    }

    /**
     * In the order of the sales' numbers, so that two processes that want the same wait for each other in one direction only. An epoch is always
     * higher than any that this process had, also of a ledger that went back. Returns what became this process's.
     */
    Map<Integer, Tenancy> of(Connection connection, List<Integer> sales) throws SQLException {
        long nonce = RANDOM.nextLong();
        Map<Integer, Tenancy> raised = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                WITH living AS MATERIALIZED (SELECT number FROM living_processes() number),
                wanted AS MATERIALIZED (SELECT unnest(?::int[]) AS sale, unnest(?::bigint[]) AS known),
                claimed AS MATERIALIZED (SELECT sale, owner, epoch, nonce, commits, known FROM writer JOIN wanted USING (sale)
                    ORDER BY sale FOR UPDATE OF writer),
                raised AS (UPDATE writer SET epoch = greatest(claimed.epoch, claimed.known) + 1, nonce = ?, owner = ?
                    FROM claimed
                    WHERE writer.sale = claimed.sale
                        AND (claimed.owner IS NULL OR claimed.owner = ? OR claimed.owner NOT IN (SELECT number FROM living))
                    RETURNING writer.sale, writer.epoch, writer.commits, claimed.owner AS former, claimed.epoch AS former_epoch,
                        claimed.nonce AS former_nonce),
                told AS (UPDATE process SET robbed = robbed + 1
                    WHERE number <> ? AND number IN (SELECT former FROM raised))
                SELECT sale, epoch, commits, former_epoch, former_nonce FROM raised""")) {
            BinaryParameter.ints(sales.size(), sales::get).set(statement, 1);
            BinaryParameter.longs(sales.size(), i -> tenancies.highestEpoch(sales.get(i)))
                    .set(statement, 2);
            statement.setLong(3, nonce);
            statement.setInt(4, owner);
            statement.setInt(5, owner);
            statement.setInt(6, owner);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    int sale = row.getInt("sale");
                    long commits = row.getLong("commits");
                    raised.put(sale, new Tenancy(row.getLong("epoch"), nonce, commits));
                    former.put(sale, new Tenancy(row.getLong("former_epoch"), row.getLong("former_nonce"), commits));
                }
            }
            Durable.require(statement);
            raised.forEach((sale, tenancy) -> tenancies.begin(sale, former.get(sale), tenancy));
        }
        return raised;
    }
}
