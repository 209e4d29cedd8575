package dev.sluice.queue.wire;

import dev.sluice.engine.news.Edition;
import dev.sluice.engine.news.News;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Version 1, and a later one where that alone can say it. What it writes is in docs/internals/wire.md. */
final class BinaryWire implements Wire {
    private static final int USUAL_EDITION = 1_024;

    private final CommandBytes commands;
    private final OutcomeBytes outcomes;
    private final NewsBytes news;
    private final Heard heard = new Heard();

    BinaryWire(Plans plans) {
        SaleBytes sales = new SaleBytes(plans);
        commands = new CommandBytes(sales);
        outcomes = new OutcomeBytes(sales);
        news = new NewsBytes(new ViewBytes(sales));
    }

    @Override
    public byte[] envelopes(List<Envelope> envelopes) {
        int version = WireFrame.VERSION;
        for (Envelope envelope : envelopes) {
            version = Math.max(version, CommandBytes.version(envelope.command()));
        }
        ByteWriter bytes = WireFrame.ENVELOPES.begin(envelopes.size() * CommandBytes.USUAL, version);
        bytes.unsigned(envelopes.size());
        long last = 0;
        for (Envelope envelope : envelopes) {
            commands.write(bytes, envelope, last, version);
            last = envelope.replyTo().value();
        }
        return WireFrame.end(bytes);
    }

    @Override
    public List<Envelope> envelopes(byte[] frame) {
        return reading(() -> {
            ByteReader bytes = WireFrame.ENVELOPES.open(frame);
            int count = bytes.count(CommandBytes.LEAST);
            List<Envelope> envelopes = new ArrayList<>(count);
            long last = 0;
            for (int i = 0; i < count; i++) {
                Envelope envelope = commands.envelope(bytes, last);
                envelopes.add(envelope);
                last = envelope.replyTo().value();
            }
            bytes.requireEnd();
            return envelopes;
        });
    }

    @Override
    public byte[] replies(List<Reply> replies) {
        int version = WireFrame.VERSION;
        for (Reply reply : replies) {
            version = Math.max(version, OutcomeBytes.version(reply.outcome()));
        }
        ByteWriter bytes = WireFrame.REPLIES.begin(replies.size() * OutcomeBytes.USUAL, version);
        bytes.unsigned(replies.size());
        long last = 0;
        for (Reply reply : replies) {
            outcomes.write(bytes, reply, last, version);
            last = reply.to().value();
        }
        return WireFrame.end(bytes);
    }

    @Override
    public List<Reply> replies(byte[] frame) {
        return reading(() -> {
            ByteReader bytes = WireFrame.REPLIES.open(frame);
            int count = bytes.count(OutcomeBytes.LEAST);
            List<Reply> replies = new ArrayList<>(count);
            long last = 0;
            for (int i = 0; i < count; i++) {
                Reply reply = outcomes.reply(bytes, last);
                replies.add(reply);
                last = reply.to().value();
            }
            bytes.requireEnd();
            return replies;
        });
    }

    @Override
    public byte[] edition(Edition edition) {
        return edition(edition, Told.NOTHING);
    }

    @Override
    public EditionWriter editionWriter() {
        return new Stream();
    }

    private byte[] edition(Edition edition, Told told) {
        ByteWriter bytes = WireFrame.EDITION.begin(USUAL_EDITION);
        bytes.unsigned(edition.news().size());
        bytes.number(edition.member());
        bytes.fixed(edition.run());
        bytes.number(edition.sequence());
        bytes.number(edition.answer());
        bytes.number(edition.part());
        bytes.number(edition.atMillis());
        edition.news().forEach(one -> news.write(bytes, one, told));
        return WireFrame.end(bytes);
    }

    @Override
    public Edition edition(byte[] frame) {
        return reading(() -> {
            ByteReader bytes = WireFrame.EDITION.open(frame);
            int count = bytes.count(NewsBytes.LEAST);
            int member = bytes.integer();
            Heard.Voice voice = heard.of(member);
            long run = bytes.fixed();
            long sequence = bytes.number();
            int answer = bytes.integer();
            int part = bytes.integer();
            long atMillis = bytes.number();
            List<News> all = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                all.add(news.news(bytes, voice));
            }
            bytes.requireEnd();
            return new Edition(member, run, sequence, answer, part, atMillis, all);
        });
    }

    /** What the rules or a kind's format refuse was not written by this version either. */
    private static <T> T reading(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnreadableFrameException | LedgerException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableFrameException("it says what cannot be: " + e.getMessage(), e);
        }
    }

    /** One stream of editions. */
    private final class Stream implements EditionWriter {
        private final Told told = new Told();
        private long last;

        /** One that is written again may not have arrived before. */
        @Override
        public byte[] edition(Edition edition) {
            if (edition.sequence() <= last) {
                lost();
            }
            last = edition.sequence();
            return BinaryWire.this.edition(edition, told);
        }

        @Override
        public void lost() {
            told.forgetAll();
        }
    }
}
