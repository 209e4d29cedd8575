package dev.sluice.queue.wire;

import dev.sluice.engine.desk.Trouble;
import dev.sluice.engine.news.News;
import java.util.List;

/** News: what it is, the sale's number, the writer's epoch, and what it says. Any thread may use it. */
final class NewsBytes {
    static final int LEAST = 4;

    private static final int WHOLE = 1;
    private static final int CHANGED = 2;
    private static final int ENDED = 3;
    private static final int BROKEN = 4;

    private static final Codes<Trouble.Kind> TROUBLES = new Codes<>(
            "kind of trouble",
            List.of(Trouble.Kind.UNREADABLE, Trouble.Kind.INCONSISTENT, Trouble.Kind.REFUSED, Trouble.Kind.DEFECT));

    private final ViewBytes views;

    NewsBytes(ViewBytes views) {
        this.views = views;
    }

    /** @param told what the readers know */
    void write(ByteWriter bytes, News news, Told told) {
        bytes.octet(code(news));
        bytes.number(news.sale());
        bytes.number(news.epoch());
        switch (news) {
            case News.Whole n -> {
                bytes.number(n.part());
                buyers(bytes, n.buyers());
                views.write(bytes, n.view(), Told.NOTHING);
            }
            case News.Changed n -> {
                buyers(bytes, n.buyers());
                views.write(bytes, n.view(), told);
            }
            case News.Ended n -> {
                bytes.flag(n.settled());
                told.forget(n.sale());
            }
            case News.Broken n -> {
                TROUBLES.write(bytes, n.trouble().kind());
                bytes.text(n.trouble().why());
                bytes.number(n.trouble().sinceMillis());
            }
        }
    }

    private static int code(News news) {
        return switch (news) {
            case News.Whole _ -> WHOLE;
            case News.Changed _ -> CHANGED;
            case News.Ended _ -> ENDED;
            case News.Broken _ -> BROKEN;
        };
    }

    private static void buyers(ByteWriter bytes, long[] fingerprints) {
        bytes.unsigned(fingerprints.length);
        for (long fingerprint : fingerprints) {
            bytes.fixed(fingerprint);
        }
    }

    /** Waits for the ledger if it brings terms whose plan is not in memory. */
    News news(ByteReader bytes, Heard.Voice voice) {
        int code = bytes.octet();
        int sale = bytes.integer();
        long epoch = bytes.number();
        return switch (code) {
            case WHOLE -> {
                int part = bytes.integer();
                long[] buyers = buyers(bytes);
                yield new News.Whole(sale, epoch, part, views.view(bytes, sale, voice), buyers);
            }
            case CHANGED -> {
                long[] buyers = buyers(bytes);
                yield new News.Changed(sale, epoch, views.view(bytes, sale, voice), buyers);
            }
            case ENDED -> {
                voice.forget(sale);
                yield new News.Ended(sale, epoch, bytes.flag());
            }
            case BROKEN ->
                new News.Broken(sale, epoch, new Trouble(TROUBLES.read(bytes), bytes.textOrNull(), bytes.number()));
            default -> throw new UnreadableFrameException("no news has the number " + code);
        };
    }

    private static long[] buyers(ByteReader bytes) {
        long[] fingerprints = new long[bytes.count(Long.BYTES)];
        for (int i = 0; i < fingerprints.length; i++) {
            fingerprints[i] = bytes.fixed();
        }
        return fingerprints;
    }
}
