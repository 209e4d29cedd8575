/**
 * What one shopper does: buys ({@link dev.sluice.gateway.shop.Purchase}, the hot route), looks what became of it, pays, gives back.
 */
package dev.sluice.gateway.shop;
