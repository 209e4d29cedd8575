/** Draws: how far they are, what anybody may tell them, and what lets everybody check them. */
package dev.sluice.gateway.draw;
