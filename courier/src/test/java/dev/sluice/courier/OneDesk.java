package dev.sluice.courier;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Envelope;
import dev.sluice.sale.Command;
import dev.sluice.sale.SaleTerms;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The one sale, whose commands are kept. */
final class OneDesk implements SaleDesk, SaleDesks {
    final List<Command> commands = new CopyOnWriteArrayList<>();
    volatile Intake intake = Intake.TAKEN;

    @Override
    public Intake submit(Envelope envelope) {
        commands.add(envelope.command());
        return intake;
    }

    @Override
    public SaleDesk find(int number) {
        return this;
    }

    @Override
    public SaleDesk find(String id) {
        return this;
    }

    @Override
    public Collection<? extends SaleDesk> unsettled() {
        return List.of(this);
    }

    @Override
    public Collection<? extends SaleDesk> all() {
        return List.of(this);
    }

    @Override
    public List<SaleDesk> newest(int beforeNumber, int limit) {
        return List.of(this);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public SaleDesk create(SaleTerms terms, String owner) {
        throw new AssertionError("nobody sells here");
    }

    @Override
    public String id() {
        return "sale";
    }

    @Override
    public int number() {
        return 1;
    }

    @Override
    public SaleView view() {
        throw new AssertionError("nobody looks here");
    }

    @Override
    public boolean mayKnow(UUID buyer) {
        return true;
    }

    @Override
    public int queued() {
        return 0;
    }
}
