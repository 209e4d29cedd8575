/**
 * What happened when, kept while it happens and drawn afterwards: {@link dev.sluice.chaos.timeline.Timeline} is the place to start reading.
 */
package dev.sluice.chaos.timeline;
