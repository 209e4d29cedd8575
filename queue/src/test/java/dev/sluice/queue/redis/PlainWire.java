package dev.sluice.queue.redis;

import dev.sluice.engine.news.Edition;
import dev.sluice.engine.news.News;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.queue.wire.EditionWriter;
import dev.sluice.queue.wire.Wire;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Writes down only what the tests send: commands that find, outcomes that refuse, news of sales that ended. */
final class PlainWire implements Wire {
    static final byte COMMANDS = 1;
    private static final byte REPLIES = 2;
    private static final byte EDITION = 3;
    private static final int ENVELOPE_BYTES = 40;
    private static final int REPLY_BYTES = 36;

    @Override
    public byte[] envelopes(List<Envelope> envelopes) {
        ByteBuffer bytes =
                ByteBuffer.allocate(1 + ENVELOPE_BYTES * envelopes.size()).put(COMMANDS);
        for (Envelope envelope : envelopes) {
            UUID id = envelope.command().id();
            bytes.putLong(envelope.replyTo().value())
                    .putLong(envelope.request())
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .putLong(envelope.watchUntilMillis());
        }
        return bytes.array();
    }

    @Override
    public List<Envelope> envelopes(byte[] frame) {
        ByteBuffer bytes = opened(frame, COMMANDS);
        List<Envelope> envelopes = new ArrayList<>();
        while (bytes.hasRemaining()) {
            envelopes.add(new Envelope(
                    new ReplyAddress(bytes.getLong()),
                    bytes.getLong(),
                    new Command.Find(new UUID(bytes.getLong(), bytes.getLong())),
                    bytes.getLong()));
        }
        return envelopes;
    }

    @Override
    public byte[] replies(List<Reply> replies) {
        ByteBuffer bytes = ByteBuffer.allocate(1 + REPLY_BYTES * replies.size()).put(REPLIES);
        for (Reply reply : replies) {
            UUID id = reply.outcome().id();
            bytes.putLong(reply.to().value())
                    .putLong(reply.request())
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .putInt(reply.update() ? 1 : 0);
        }
        return bytes.array();
    }

    @Override
    public List<Reply> replies(byte[] frame) {
        ByteBuffer bytes = opened(frame, REPLIES);
        List<Reply> replies = new ArrayList<>();
        while (bytes.hasRemaining()) {
            replies.add(new Reply(
                    new ReplyAddress(bytes.getLong()),
                    bytes.getLong(),
                    new Outcome.Refused(new UUID(bytes.getLong(), bytes.getLong()), Rejection.SOLD_OUT),
                    bytes.getInt() == 1));
        }
        return replies;
    }

    @Override
    public byte[] edition(Edition edition) {
        ByteBuffer bytes = ByteBuffer.allocate(41 + 4 * edition.news().size());
        bytes.put(EDITION)
                .putInt(edition.member())
                .putLong(edition.run())
                .putLong(edition.sequence())
                .putInt(edition.answer())
                .putInt(edition.part())
                .putLong(edition.atMillis())
                .putInt(edition.news().size());
        edition.news().forEach(news -> bytes.putInt(news.sale()));
        return bytes.array();
    }

    @Override
    public EditionWriter editionWriter() {
        return new EditionWriter() {
            @Override
            public byte[] edition(Edition edition) {
                return PlainWire.this.edition(edition);
            }

            @Override
            public void lost() {}
        };
    }

    @Override
    public Edition edition(byte[] frame) {
        ByteBuffer bytes = opened(frame, EDITION);
        int member = bytes.getInt();
        long run = bytes.getLong();
        long sequence = bytes.getLong();
        int answer = bytes.getInt();
        int part = bytes.getInt();
        long atMillis = bytes.getLong();
        List<News> news = new ArrayList<>();
        for (int left = bytes.getInt(); left > 0; left--) {
            news.add(new News.Ended(bytes.getInt(), 1, true));
        }
        return new Edition(member, run, sequence, answer, part, atMillis, news);
    }

    private static ByteBuffer opened(byte[] frame, byte kind) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        if (bytes.get() != kind) {
            throw new IllegalArgumentException("not a frame of this kind");
        }
        return bytes;
    }
}
