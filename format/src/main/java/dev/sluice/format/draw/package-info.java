/** How a draw is written down for whoever wants to check it: its archive, and the proof of one entry. docs/reference/draws.md. */
package dev.sluice.format.draw;
