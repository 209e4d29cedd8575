/**
 * A PostgreSQL server of the process's own. {@link dev.sluice.app.postgres.EmbeddedDatabase} is the place to start reading.
 */
package dev.sluice.app.postgres;
