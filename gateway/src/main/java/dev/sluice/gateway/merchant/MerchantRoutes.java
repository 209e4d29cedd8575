package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Eligibility;
import dev.sluice.engine.port.Pictures;
import dev.sluice.engine.port.Plans;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.gateway.lane.Calls;
import dev.sluice.gateway.lane.Refusals;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.draw.Beacons;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** {@code /v1/admin}: what merchants do to their sales. */
public final class MerchantRoutes {
    public static final String PATH = "/v1/admin/sales";

    private final Callers callers;
    private final OwnSales own;
    private final Calls calls;
    private final SaleDesks sales;
    private final Plans plans;
    private final SaleNames names;
    private final NewSales fresh;
    private final DryRuns dryRuns;
    private final Blocking blocking;

    /**
     * Where what merchants write is looked up, and judged.
     *
     * @param eligibility null if no sale is for some
     */
    public record Sources(
            Plans plans,
            Beacons beacons,
            Pictures pictures,
            Eligibility eligibility,
            Sizing sizing,
            InstantSource clock) {
        SaleNames names() {
            return new SaleNames(beacons, pictures);
        }

        DryRuns dryRuns(SaleDesks sales, OwnSales own, Blocking blocking) {
            SaleJudge judge = new SaleJudge(own, beacons, eligibility, sizing, clock);
            return new DryRuns(sales, own, plans, names(), judge, clock, blocking);
        }
    }

    public MerchantRoutes(
            Callers callers, SaleDesks sales, OwnSales own, Sources sources, Calls calls, Blocking blocking) {
        this.callers = callers;
        this.own = own;
        this.calls = calls;
        this.sales = sales;
        this.plans = sources.plans;
        this.names = sources.names();
        this.fresh = new NewSales(plans, names);
        this.dryRuns = sources.dryRuns(sales, own, blocking);
        this.blocking = blocking;
    }

    public void mount(Router router) {
        Bodies.takenBy(router.post(PATH)).handler(unlessDry(this::create, dryRuns::create));
        router.get("/v1/admin/sales/:sale").handler(callers.merchant(this::read));
        Bodies.takenBy(router.patch("/v1/admin/sales/:sale")).handler(unlessDry(this::change, dryRuns::change));
        router.get("/v1/admin/sales/:sale/readiness").handler(callers.merchantWhoLooks(dryRuns::look));
        router.post("/v1/admin/sales/:sale/pause").handler(administer(Command.Pause::new));
        router.post("/v1/admin/sales/:sale/resume").handler(administer(Command.Resume::new));
        router.post("/v1/admin/sales/:sale/close").handler(administer(Command.Close::new));
        router.post("/v1/admin/sales/:sale/draw/waive").handler(administer(Command.Waive::new));
        Bodies.takenBy(router.post("/v1/admin/sales/:sale/tiers/:tier/capacity"))
                .handler(callers.merchant(this::capacity));
    }

    private Handler<RoutingContext> unlessDry(
            BiConsumer<RoutingContext, Principal> act, BiConsumer<RoutingContext, Principal> look) {
        Handler<RoutingContext> acting = callers.merchant(act);
        Handler<RoutingContext> looking = callers.merchantWhoLooks(look);
        return context -> (DryRuns.isMeant(context) ? looking : acting).handle(context);
    }

    private void create(RoutingContext context, Principal who) {
        Requests.requireJson(context);
        Bodies.read(context, Bodies.MAX_DOCUMENT_BYTES, body -> create(context, who, body));
    }

    private void create(RoutingContext context, Principal who, byte[] body) {
        blocking.call(() -> {
                    NewSales.Ready ready = fresh.read(JsonTree.object(body), who.subject(), who);
                    return sales.create(ready.terms(), ready.owner());
                })
                .onSuccess(sale -> {
                    context.response().headers().set(HttpHeaders.LOCATION, PATH + "/" + sale.id());
                    send(context, 201, sale.view());
                })
                .onFailure(context::fail);
    }

    private void read(RoutingContext context, Principal who) {
        send(context, 200, own.named(context, who).view());
    }

    private void change(RoutingContext context, Principal who) {
        SaleDesk sale = own.named(context, who);
        long expected =
                SaleTag.expected(SaleTag.said(context), sale.view().sale().version());
        Bodies.object(context, Bodies.MAX_CHANGE_BYTES, body -> change(context, sale, who, expected, body));
    }

    private void change(RoutingContext context, SaleDesk sale, Principal who, long expected, Map<String, Object> body) {
        SaleTerms before = sale.view().sale().terms();
        blocking.call(() -> {
                    SaleTermsJson.Wanted wanted = SaleTermsJson.patch(body, before, plans::find);
                    FieldErrors errors = new FieldErrors();
                    names.promised(wanted, before, sale.owner(), who, errors);
                    errors.throwIfAny();
                    return wanted;
                })
                .onSuccess(changed -> Failures.guard(context, () -> {
                    NewSales.requireTheirs(changed.owner(), sale.owner(), who);
                    amend(context, sale, before, expected, changed);
                }))
                .onFailure(context::fail);
    }

    private void amend(
            RoutingContext context, SaleDesk sale, SaleTerms before, long expected, SaleTermsJson.Wanted changed) {
        Command amend = new Command.Amend(UUID.randomUUID(), expected, changed.terms(), changed.owner());
        calls.decide(context, sale, amend, outcome -> {
            if (outcome instanceof Outcome.Refused refused) {
                throw refused.reason() == Rejection.ALREADY_OPEN
                        ? alreadyOpen(before, changed.terms())
                        : calls.refusal(refused, sale);
            }
            Changes.show(context, sale, outcome, view -> send(context, 200, view));
        });
    }

    /** Names what buyers rely on. */
    private static ProblemException alreadyOpen(SaleTerms before, SaleTerms after) {
        FieldErrors errors = new FieldErrors();
        FixedTerms.name(before, after, errors);
        return new ProblemException(Refusals.describe(Rejection.ALREADY_OPEN).naming(errors.byPointer()));
    }

    private void capacity(RoutingContext context, Principal who) {
        SaleDesk sale = own.named(context, who);
        int tier = sale.view().sale().terms().tierIndex(context.pathParam("tier"));
        if (tier < 0) {
            throw new ProblemException(Problem.notFound("the sale has no such tier"));
        }
        Bodies.object(context, body -> capacity(context, sale, tier, body));
    }

    private void capacity(RoutingContext context, SaleDesk sale, int tier, Map<String, Object> json) {
        FieldErrors errors = new FieldErrors();
        FieldReader body = new FieldReader("", json, errors);
        long capacity = body.number("capacity", 0, TierTerms.MAX_CAPACITY, null);
        body.refuseOthers();
        errors.throwIfAny();
        ask(context, sale, new Command.ChangeCapacity(UUID.randomUUID(), tier, capacity));
    }

    private Handler<RoutingContext> administer(Function<UUID, Command> command) {
        return callers.merchant(
                (context, who) -> ask(context, own.named(context, who), command.apply(UUID.randomUUID())));
    }

    private void ask(RoutingContext context, SaleDesk sale, Command command) {
        calls.ask(
                context,
                sale,
                command,
                outcome -> Changes.show(context, sale, outcome, view -> send(context, 200, view)));
    }

    static void send(RoutingContext context, int status, SaleView view) {
        SaleTag.tell(context, view);
        Answers.json(context.response(), status, MerchantSaleJson.toBuffer(view));
    }
}
