/**
 * The contract of each kind of scarce thing: what it adds to requests and answers. One {@link dev.sluice.format.kind.KindFormat} a kind,
 * all of them in {@link dev.sluice.format.kind.Kinds}; nobody else needs to know the kinds.
 */
package dev.sluice.format.kind;
