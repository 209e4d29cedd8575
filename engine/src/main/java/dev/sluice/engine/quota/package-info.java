/** Limits and single uses as one process counts them, and what holds while that which is shared with others is away. */
package dev.sluice.engine.quota;
