/** When what was written to a database may be believed: {@link dev.sluice.engine.durable.Durable}, for all that keeps something there. */
package dev.sluice.engine.durable;
