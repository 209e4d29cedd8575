/**
 * What a ledger keeps of each kind of scarce thing, apart from the contract, so that rows stay what they are while the contract grows. One
 * {@link dev.sluice.format.store.KindStore} a kind.
 */
package dev.sluice.format.store;
