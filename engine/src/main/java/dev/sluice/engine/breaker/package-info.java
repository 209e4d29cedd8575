/**
 * What keeps a part that fails from taking others with it: {@link dev.sluice.engine.breaker.Breaker} stands in front of something outside,
 * {@link dev.sluice.engine.breaker.Breakers} has all of a process.
 */
package dev.sluice.engine.breaker;
