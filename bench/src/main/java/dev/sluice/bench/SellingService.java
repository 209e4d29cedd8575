package dev.sluice.bench;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.NotQueued;
import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.sale.Command;
import dev.sluice.sale.ReservationIds;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A ticket service in this process, with its own connections to a ledger, and all that is asked of it. Any thread may ask. */
final class SellingService {
    /** As long as people wait for an answer. */
    private static final int PATIENCE_SECONDS = 1;

    private static final InstantSource CLOCK = InstantSource.system();
    private static final int QUEUE = 1_024;

    private final Map<UUID, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();
    private final ReservationIds ids = new ReservationIds();
    private final Database database;
    private final Sales sales;
    private volatile boolean ended;

    private final class Answers implements Outcomes {
        @Override
        public void publish(List<Reply> replies) {
            replies.forEach(reply -> answer(reply.outcome().id(), true));
        }

        @Override
        public void turnedAway(List<Envelope> envelopes, NotQueued why) {
            envelopes.forEach(envelope -> answer(envelope.command().id(), false));
        }
    }

    /** Reads the catalogue; {@link #begin} lets it work. */
    SellingService(DatabaseConfig config) {
        database = Database.open(config);
        sales = new Sales(
                database.catalogue(CLOCK),
                new Ports(
                        database.writerLedger(),
                        _ -> new InProcessQueue(QUEUE),
                        new Answers(),
                        CLOCK,
                        database.members(EnumSet.of(Role.TICKET), "", "")),
                EngineConfig.DEFAULT,
                Telemetry.NONE);
        sales.open();
    }

    /** Takes its share of the sales, and from then on what others leave or give. */
    void begin() {
        sales.startWriters();
    }

    /** In how many sales it decides. */
    int running() {
        return sales.count(LiveSale.State.RUNNING);
    }

    /** Lets somebody buy a unit. Returns whether it was decided; not if somebody else decides in this sale, or nobody. */
    boolean decides(int sale, String user) throws InterruptedException {
        LiveSale desk = sales.find(sale);
        if (desk == null || ended) {
            return false;
        }
        UUID buyer = ids.buyer(sale, user);
        UUID id = ids.reservation(sale, buyer, "key");
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            Envelope purchase = new Envelope(new ReplyAddress(1), new Command.Reserve(id, buyer, user, 0, 1));
            return desk.submit(purchase) == Intake.TAKEN && !ended && answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.remove(id);
        }
    }

    private void answer(UUID id, boolean decided) {
        CompletableFuture<Boolean> answer = waiting.get(id);
        if (answer != null) {
            answer.complete(decided);
        }
    }

    /** Hands its sales over to the other ones, if there are any, and leaves. */
    void leave() {
        sales.close();
        ended = true;
        database.close();
    }

    /** Its connections break, as at {@code kill -9}, and nobody is answered any more. */
    void end() {
        ended = true;
        database.close();
        waiting.values().forEach(answer -> answer.complete(false));
    }
}
