/**
 * Public beacons of randomness: drand's chains. A value is checked by its signature and the chain's public key, and nobody is asked. {@link
 * dev.sluice.beacon.DrandBeacons} is the place to start reading.
 */
package dev.sluice.beacon;
