/** The entrance: tickets that are shown there, each of which lets somebody in once, and what doors need that cannot ask. */
package dev.sluice.gateway.door;
