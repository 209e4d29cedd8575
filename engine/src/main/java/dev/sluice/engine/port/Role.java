package dev.sluice.engine.port;

/** What a process does. One may do all. */
public enum Role {
    /** Answers shoppers. */
    GATEWAY,
    /** Owns sales, and decides in them. */
    TICKET,
    /** Answers merchants and operators, and brings to the outside what must leave the house. */
    ADMIN
}
