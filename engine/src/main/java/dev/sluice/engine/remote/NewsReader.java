package dev.sluice.engine.remote;

import dev.sluice.engine.desk.PastView;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.desk.Trouble;
import dev.sluice.engine.news.Edition;
import dev.sluice.engine.news.News;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Role;
import dev.sluice.sale.Availability;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what ticket services tell, and what the catalogue has, onto the desks. What may have been lost on the way makes all that the one who told
 * it had told before worth nothing, until it answered with everything. Any thread may use it; it locks, and never waits for others.
 */
final class NewsReader {
    private static final Logger LOG = LoggerFactory.getLogger(NewsReader.class);

    /** Who was asked, and does not answer for this long, is asked again. */
    static final int PATIENCE_MILLIS = 500;

    private static final int MAX_UNREAD = 1_000;
    private static final int FORGOTTEN_MILLIS = 60_000;

    private final Shelf shelf;
    private final Surroundings surroundings;
    private final InstantSource clock;
    private final IntConsumer lookUp;
    private final Map<Integer, TicketService> services = new ConcurrentHashMap<>();
    /** Of sales that the catalogue was not asked about yet. */
    private final Map<Integer, Trouble> early = new HashMap<>();

    /** Of which a writer said that they are over, the longest first. */
    private final Deque<Over> over = new ArrayDeque<>();

    /** Of which something could not be read. */
    private final Set<Integer> unread = new HashSet<>();

    private volatile long anybodyAtMillis;

    /** @param lookUp takes numbers of sales that are to be looked up in the catalogue; quick */
    NewsReader(Shelf shelf, Surroundings surroundings, InstantSource clock, IntConsumer lookUp) {
        this.shelf = shelf;
        this.surroundings = surroundings;
        this.clock = clock;
        this.lookUp = lookUp;
        this.anybodyAtMillis = surroundings.nowMillis();
    }

    /** When any ticket service was heard last, or this began. */
    long anybodyAtMillis() {
        return anybodyAtMillis;
    }

    /** Whether everything that those of these members tell who have writers is known. */
    boolean knowsAllOf(List<Member> members) {
        long nowMillis = surroundings.nowMillis();
        for (Member member : members) {
            if (member.is(Role.TICKET)) {
                TicketService service = services.get(member.number());
                if (service == null || !service.isKnown(nowMillis)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Reads what a ticket service told. */
    synchronized void read(Edition edition) {
        long nowMillis = surroundings.nowMillis();
        anybodyAtMillis = nowMillis;
        TicketService service = service(edition);
        long madeAtMillis = service.madeAtMillis(edition, nowMillis);
        if (edition.isForAll()) {
            if (service.takes(edition.sequence())) {
                edition.news().forEach(news -> apply(news, service, edition));
                service.heard(madeAtMillis);
            }
        } else if (service.continuesAnswer(edition, nowMillis)) {
            edition.news().forEach(news -> apply(news, service, edition));
            if (edition.endsAnswer()) {
                endAnswer(service, nowMillis);
            }
        }
    }

    /** Something may have been lost between all of them and here. */
    synchronized void mayHaveLost() {
        services.values().forEach(TicketService::mayHaveLost);
    }

    private TicketService service(Edition edition) {
        TicketService known = services.get(edition.member());
        if (known != null && known.run == edition.run()) {
            return known;
        }
        TicketService heard = new TicketService(edition.member(), edition.run());
        if (known != null) {
            heard.setLiving(known.isLiving());
            known.end();
        }
        services.put(edition.member(), heard);
        return heard;
    }

    private void apply(News news, TicketService from, Edition edition) {
        try {
            switch (news) {
                case News.Whole whole -> whole(whole, from, edition);
                case News.Changed changed -> changed(changed, from, edition.sequence());
                case News.Ended ended -> ended(ended, from, edition.sequence());
                case News.Broken broken -> broken(broken, from, edition.sequence());
            }
        } catch (RuntimeException e) {
            doubt(news.sale(), from, edition.sequence(), e);
        }
    }

    /** Of this sale nothing is believed until it is told whole. Who tells what cannot be read is not asked again and again. */
    private void doubt(int sale, TicketService from, long at, RuntimeException why) {
        RemoteDesk desk = shelf.find(sale);
        if (desk != null) {
            desk.lose();
        }
        if (unread.size() < MAX_UNREAD && unread.add(sale)) {
            LOG.error("news of sale {} could not be read; its writer is asked for everything", sale, why);
            from.puzzles(at);
        }
    }

    private void whole(News.Whole whole, TicketService from, Edition edition) {
        List<long[]> buyers = from.take(whole, edition.isForAll());
        if (buyers != null) {
            RemoteDesk desk = desk(whole.sale(), whole.view());
            desk.takeWhole(from, whole.epoch(), edition.sequence(), whole.view(), buyers);
            shelf.place(desk);
        }
    }

    /** What cannot be shown of a sale that nobody here heard of is no news of it: it is in the answer, or in the catalogue. */
    private void changed(News.Changed changed, TicketService from, long at) {
        if (changed.view() == null && shelf.find(changed.sale()) == null) {
            from.puzzles(at);
            lookUp.accept(changed.sale());
            return;
        }
        RemoteDesk desk = desk(changed.sale(), changed.view());
        if (!desk.takeChange(from, changed.epoch(), at, changed.view(), changed.buyers())) {
            from.puzzles(at);
            shelf.place(desk);
        }
    }

    private void ended(News.Ended ended, TicketService from, long at) {
        RemoteDesk desk = shelf.find(ended.sale());
        if (desk == null || !desk.takeEnd(from, ended.epoch(), at, ended.settled())) {
            lookUp.accept(ended.sale());
        }
        if (desk != null) {
            shelf.place(desk);
        }
        if (desk != null && desk.isSettled()) {
            over.add(new Over(ended.sale(), surroundings.nowMillis()));
        }
    }

    private record Over(int sale, long sinceMillis) {}

    /** Sales that have been over since then, each once. */
    synchronized List<Integer> overSince(long millis) {
        List<Integer> since = new ArrayList<>();
        while (!over.isEmpty() && over.getFirst().sinceMillis <= millis) {
            since.add(over.removeFirst().sale);
        }
        return since;
    }

    private void broken(News.Broken broken, TicketService from, long at) {
        RemoteDesk desk = shelf.find(broken.sale());
        if (desk == null) {
            early.put(broken.sale(), broken.trouble());
            lookUp.accept(broken.sale());
        } else {
            desk.takeTrouble(from, broken.epoch(), at, broken.trouble());
            shelf.place(desk);
        }
    }

    private RemoteDesk desk(int number, SaleView view) {
        String id = view == null ? null : view.sale().terms().id();
        RemoteDesk known = known(number, id);
        return known == null ? new RemoteDesk(id, number, view, surroundings) : known;
    }

    /**
     * Null if there is none yet. One that had this number before another one got it, from a ledger that went back in time, is taken away.
     *
     * @param id null if it is not said
     */
    private RemoteDesk known(int number, String id) {
        RemoteDesk known = shelf.find(number);
        if (known == null || id == null || known.id().equals(id)) {
            return known;
        }
        shelf.remove(known);
        return null;
    }

    /** What the answer did not have, its service has no longer, and did not say so, or that was lost. */
    private void endAnswer(TicketService service, long nowMillis) {
        long since = service.endAnswer(nowMillis);
        for (RemoteDesk desk : List.copyOf(shelf.unsettled())) {
            if (desk.service() == service && desk.isLackingSince(since)) {
                desk.lose();
                lookUp.accept(desk.number());
            }
        }
    }

    /** Hears which processes there are, and says who is to be asked for everything now. */
    synchronized List<Integer> toAsk(List<Member> members) {
        long nowMillis = surroundings.nowMillis();
        Set<Integer> there = new HashSet<>();
        for (Member member : members) {
            if (member.is(Role.TICKET)) {
                there.add(member.number());
                services.computeIfAbsent(member.number(), number -> new TicketService(number, 0));
            }
        }
        List<Integer> toAsk = new ArrayList<>();
        for (TicketService service : List.copyOf(services.values())) {
            service.setLiving(there.contains(service.member));
            if (service.wantsAsking(nowMillis, PATIENCE_MILLIS)) {
                service.asked(nowMillis, PATIENCE_MILLIS);
                toAsk.add(service.member);
            } else if (!service.isLiving() && service.isForgotten(nowMillis, FORGOTTEN_MILLIS)) {
                service.end();
                services.remove(service.member);
            }
        }
        return toAsk;
    }

    /** Shows what the catalogue has of a sale, where no writer says more. */
    synchronized void take(Catalogue.Entry entry) {
        RemoteDesk known = known(entry.number(), entry.id());
        if (known == null) {
            RemoteDesk desk = made(entry);
            Trouble told = early.remove(entry.number());
            if (told != null) {
                desk.takeTrouble(null, 0, 0, told);
            }
            shelf.place(desk);
        } else if (!(entry instanceof Catalogue.Unreadable) && isUnheard(known)) {
            if (entry.settled()) {
                known.show(new PastView(entry), entry.owner());
            } else {
                known.show(viewOf(entry));
            }
            shelf.place(known);
        }
    }

    /** The catalogue does not have this sale any more. Returns whether it was taken away, as nobody tells of it either. */
    synchronized boolean takeLoss(int number) {
        RemoteDesk known = shelf.find(number);
        boolean gone = known != null && isUnheard(known);
        if (gone) {
            LOG.error("sale {}: the ledger does not have it any more; it is forgotten", known.id());
            shelf.remove(known);
        }
        return gone;
    }

    /** What is over for long the catalogue keeps small. */
    private static boolean isUnheard(RemoteDesk desk) {
        TicketService service = desk.service();
        return service == null || !service.isLiving() || desk.isSettled();
    }

    /** What cannot be shown after all is as if it had not been readable. */
    private RemoteDesk made(Catalogue.Entry entry) {
        try {
            if (entry instanceof Catalogue.Unreadable unreadable) {
                return unreadable(entry, unreadable.why());
            }
            return entry.settled()
                    ? new RemoteDesk(entry.id(), entry.number(), entry.owner(), new PastView(entry), surroundings)
                    : new RemoteDesk(entry.id(), entry.number(), viewOf(entry), surroundings);
        } catch (RuntimeException e) {
            return unreadable(entry, e);
        }
    }

    private RemoteDesk unreadable(Catalogue.Entry entry, RuntimeException why) {
        Trouble trouble = Trouble.of(Trouble.Kind.UNREADABLE, why, clock.millis());
        LOG.error("sale {} cannot be read; the others go on: {}", entry.id(), trouble.why());
        return new RemoteDesk(entry.id(), entry.number(), entry.owner(), trouble, surroundings);
    }

    private SaleView viewOf(Catalogue.Entry entry) {
        return new SaleView(
                entry.sale(), entry.sale().statusAt(clock.millis()), entry.tiers(), Availability.UNKNOWN, false);
    }
}
