/**
 * What a sale will need: {@link dev.sluice.app.plan.CapacityPlan} reckons it from what is expected and from measured figures.
 */
package dev.sluice.app.plan;
