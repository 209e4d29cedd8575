/** In which order a sale serves, and what stands before it: as merchants write it, as it is kept, and as it travels. */
package dev.sluice.format.terms;
