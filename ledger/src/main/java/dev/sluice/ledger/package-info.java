/**
 * The ledger in PostgreSQL. {@link dev.sluice.ledger.Database} opens it and is the place to start reading; the tables and what
 * they refuse are in {@code db/migration}.
 */
package dev.sluice.ledger;
