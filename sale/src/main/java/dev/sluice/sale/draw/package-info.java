/**
 * The draw of a sale, pure and by itself: what it promises, how entries are sealed, what follows from the values, and the order that they
 * give. All of it can be worked out again by anybody; docs/internals/draw.md has the bytes. {@link dev.sluice.sale.draw.Draw} is the place
 * to start reading.
 */
package dev.sluice.sale.draw;
