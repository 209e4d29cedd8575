/**
 * What was answered, and whether it was true. A {@link dev.sluice.crowd.journal.Journal} keeps every
 * {@link dev.sluice.crowd.journal.Wish} of a crowd with all that was said about it, of which nothing may contradict what was said
 * before; a {@link dev.sluice.crowd.journal.Reckoning} holds a shop to it afterwards, and what is stored
 * ({@link dev.sluice.crowd.journal.Books}) to what must be true.
 */
package dev.sluice.crowd.journal;
