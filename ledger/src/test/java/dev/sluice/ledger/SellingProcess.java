package dev.sluice.ledger;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationIds;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** All that writes in one process. */
final class SellingProcess implements AutoCloseable {
    /** Longer than anything stands still here: only what ends is taken over. */
    private static final int LONG_LEASE_SECONDS = 30;

    final Map<UUID, Outcome> answers = new ConcurrentHashMap<>();
    final Database database;
    final FreezingLedger ledger;
    final Sales sales;
    private final ReservationIds ids = new ReservationIds();

    SellingProcess(DatabaseConfig config, InstantSource clock) {
        this(config, clock, LONG_LEASE_SECONDS);
    }

    /** @param leaseSeconds after so much silence it is taken for gone */
    SellingProcess(DatabaseConfig config, InstantSource clock, int leaseSeconds) {
        database = Database.open(config);
        ledger = new FreezingLedger(database.writerLedger());
        sales = new Sales(
                database.catalogue(clock),
                new Ports(
                        ledger,
                        _ -> new InProcessQueue(1_024),
                        this::keep,
                        clock,
                        database.members(EnumSet.of(Role.TICKET), "", "")),
                new EngineConfig(1_024, 1_024, 500, 600, leaseSeconds, 60, 60),
                Telemetry.NONE);
        sales.open();
        sales.startWriters();
    }

    private void keep(List<Reply> replies) {
        replies.forEach(reply -> answers.put(reply.outcome().id(), reply.outcome()));
    }

    UUID buyer(LiveSale of, String user) {
        return ids.buyer(of.number(), user);
    }

    UUID id(LiveSale of, String user) {
        return ids.reservation(of.number(), buyer(of, user), "key");
    }

    Intake offer(LiveSale to, String user) {
        return to.submit(
                new Envelope(new ReplyAddress(1), new Command.Reserve(id(to, user), buyer(to, user), user, 0, 1)));
    }

    void buys(LiveSale at, String user) {
        Await.until("it is taken", () -> offer(at, user) == Intake.TAKEN);
    }

    void tell(LiveSale to, Command command) {
        Await.until("it is taken", () -> to.submit(new Envelope(new ReplyAddress(1), command)) == Intake.TAKEN);
    }

    Outcome answer(LiveSale of, String user) {
        return Await.value("an answer", () -> answers.get(id(of, user)));
    }

    Members members() {
        return database.members(EnumSet.of(Role.TICKET), "", "");
    }

    /** As if it had been killed: it says nothing any more, and its sessions end. */
    void die() {
        ledger.frozen = true;
        database.close();
    }

    @Override
    public void close() {
        ledger.frozen = false;
        sales.close();
        database.close();
    }
}
