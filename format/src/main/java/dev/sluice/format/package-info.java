/**
 * How each kind of scarce thing is written down: the open formats that are imported, the fields that it adds to requests and
 * answers, and what is stored of it. One {@link dev.sluice.format.KindFormat} a kind; nobody else needs to know the kinds.
 */
package dev.sluice.format;
