/** What everybody may see, alike for all, so that caches carry the crowd: sales, seats, maps, journeys. Nobody is asked who they are. */
package dev.sluice.gateway.catalogue;
