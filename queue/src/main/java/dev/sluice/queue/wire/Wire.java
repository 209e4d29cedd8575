package dev.sluice.queue.wire;

import dev.sluice.engine.news.Edition;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reply;
import java.util.List;

/**
 * Writes what travels between processes as frames of bytes, and reads it. Any thread may use it.
 *
 * <p>Writing never waits. Reading waits for the ledger where terms of a sale name a plan (a hall, a train) that is not in this process's
 * memory yet: rarely, but so it must not be done on an event loop. What the ledger then throws, a
 * {@link dev.sluice.engine.port.LedgerException}, says nothing about a frame of commands or outcomes: it can be read later. Every other failure is an
 * {@link UnreadableFrameException}, and lasts.
 */
public interface Wire {
    /** The newest version of frames that this program reads. */
    int READS = WireFrame.NEWEST;

    /** The version that it writes: one that every process reads that may run beside it. What only a newer one can say is said in that. */
    int WRITES = WireFrame.VERSION;

    /** @param plans has those that terms of sales name */
    static Wire of(Plans plans) {
        return new BinaryWire(plans);
    }

    /** A frame of commands, in their order. */
    byte[] envelopes(List<Envelope> envelopes);

    /** @throws UnreadableFrameException if it is none that {@link #envelopes(List)} of this version writes; so for the others */
    List<Envelope> envelopes(byte[] frame);

    /** A frame of outcomes, in their order. */
    byte[] replies(List<Reply> replies);

    List<Reply> replies(byte[] frame);

    /** An edition that can be understood alone: for one gateway. */
    byte[] edition(Edition edition);

    /** For the editions of one stream, each of which says only what is different from what its readers were told before. */
    EditionWriter editionWriter();

    /**
     * An edition of any writer. What was told before of the terms of a sale is not told again; so in {@code Changed} the view is null if this
     * process did not hear it: it missed an edition, or began later. It is null, too, as in {@code Whole}, where the terms cannot be understood,
     * or their plan not be found: other sales do not suffer from that, and no {@code LedgerException} comes of it.
     */
    Edition edition(byte[] frame);
}
