package dev.sluice.engine.port;

/** The ports of one ledger under test. */
public record LedgerPorts(Catalogue catalogue, WriterLedger writer, Plans plans) {
    public static LedgerPorts of(MemoryLedger memory) {
        return new LedgerPorts(memory, memory, memory);
    }
}
