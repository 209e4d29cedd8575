package dev.sluice.queue.redis;

import dev.sluice.engine.news.Edition;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reply;
import dev.sluice.queue.wire.EditionWriter;
import dev.sluice.queue.wire.Wire;
import dev.sluice.sale.Plan;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/** What a release writes that comes after this one: all that this one does, in frames of the next version; and it reads both. */
final class NextWire implements Wire {
    /** What this release writes and reads, where no sale has a plan. */
    static final Wire THIS = Wire.of(new Plans() {
        @Override
        public String store(Plan plan) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Plan find(String version) {
            return null;
        }
    });

    private static final int VERSION_AT = 2;
    private static final int CHECKSUM = Integer.BYTES;

    @Override
    public byte[] envelopes(List<Envelope> envelopes) {
        return next(THIS.envelopes(envelopes));
    }

    @Override
    public List<Envelope> envelopes(byte[] frame) {
        return THIS.envelopes(known(frame));
    }

    @Override
    public byte[] replies(List<Reply> replies) {
        return next(THIS.replies(replies));
    }

    @Override
    public List<Reply> replies(byte[] frame) {
        return THIS.replies(known(frame));
    }

    @Override
    public byte[] edition(Edition edition) {
        return next(THIS.edition(edition));
    }

    @Override
    public EditionWriter editionWriter() {
        EditionWriter writer = THIS.editionWriter();
        return new EditionWriter() {
            @Override
            public byte[] edition(Edition edition) {
                return next(writer.edition(edition));
            }

            @Override
            public void lost() {
                writer.lost();
            }
        };
    }

    @Override
    public Edition edition(byte[] frame) {
        return THIS.edition(known(frame));
    }

    private static byte[] next(byte[] frame) {
        return with(frame, VERSION_AT, READS + 1);
    }

    private static byte[] known(byte[] frame) {
        return frame[VERSION_AT] == READS + 1 ? with(frame, VERSION_AT, WRITES) : frame;
    }

    /** A frame with another byte at one place, and the checksum that belongs to that. */
    static byte[] with(byte[] frame, int at, int other) {
        byte[] changed = frame.clone();
        changed[at] = (byte) other;
        CRC32C checksum = new CRC32C();
        checksum.update(changed, 0, changed.length - CHECKSUM);
        ByteBuffer.wrap(changed).putInt(changed.length - CHECKSUM, (int) checksum.getValue());
        return changed;
    }
}
