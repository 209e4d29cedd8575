package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Drafts;
import dev.sluice.engine.port.Plans;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.document.Markdown;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.SaleTerms;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * "Would this open?": what creating or changing a sale would come to, and how one stands that is there. Nothing is changed by it. Used by one
 * event loop.
 */
final class DryRuns {
    private static final int MAX_DESCRIPTION = 4_000;

    private final SaleDesks sales;
    private final OwnSales own;
    private final Plans plans;
    private final SaleNames names;
    private final SaleJudge judge;
    private final InstantSource clock;
    private final Blocking blocking;

    DryRuns(
            SaleDesks sales,
            OwnSales own,
            Plans plans,
            SaleNames names,
            SaleJudge judge,
            InstantSource clock,
            Blocking blocking) {
        this.sales = sales;
        this.own = own;
        this.plans = plans;
        this.names = names;
        this.judge = judge;
        this.clock = clock;
        this.blocking = blocking;
    }

    /** Whether a request is one; also of one that says something else of it than it can, so that nothing is changed by a slip of the pen. */
    static boolean isMeant(RoutingContext context) {
        String said = context.request().getParam("dryRun", "");
        return !said.isEmpty() && !said.equals("false");
    }

    /** @throws InvalidFieldsException if it says something else of it */
    static void requireSaidRight(RoutingContext context) {
        if (isMeant(context) && !context.request().getParam("dryRun").equals("true")) {
            throw new FieldErrors().add("/query/dryRun", "is true or false").invalid();
        }
    }

    private static Expected expected(RoutingContext context) {
        requireSaidRight(context);
        return Expected.of(context.queryParams());
    }

    /** Of a sale to create. */
    void create(RoutingContext context, Principal who) {
        Expected expected = expected(context);
        Requests.requireJson(context);
        Bodies.read(context, Bodies.MAX_DOCUMENT_BYTES, body -> answer(context, () -> create(body, expected, who)));
    }

    private Readiness create(byte[] body, Expected expected, Principal who) {
        return create(JsonTree.object(body), expected, who.subject(), who);
    }

    private Readiness create(Map<String, Object> json, Expected expected, String merchant, Principal who) {
        return judged(json, expected, null, merchant, who, tree -> SaleTermsJson.create(tree, plans::find));
    }

    /** Of a draft; {@code found} finds it, and may block. */
    void draft(RoutingContext context, Principal who, Supplier<Drafts.Draft> found) {
        Expected expected = expected(context);
        answer(context, () -> {
            Drafts.Draft draft = found.get();
            return create(JsonTree.object(draft.sale()), expected, draft.head().merchant(), who);
        });
    }

    /** Of a change. */
    void change(RoutingContext context, Principal who) {
        SaleDesk sale = own.named(context, who);
        Expected expected = expected(context);
        SaleTerms before = sale.view().sale().terms();
        SaleTag.tell(context, sale.view());
        Bodies.object(
                context,
                Bodies.MAX_CHANGE_BYTES,
                json -> answer(
                        context,
                        () -> judged(
                                json,
                                expected,
                                sale,
                                null,
                                who,
                                tree -> SaleTermsJson.patch(tree, before, plans::find))));
    }

    /** Of a sale that is there. */
    void look(RoutingContext context, Principal who) {
        SaleDesk sale = own.named(context, who);
        Expected expected = expected(context);
        SaleTerms terms = sale.view().sale().terms();
        answer(context, () -> {
            FieldErrors errors = new FieldErrors();
            judge.errors(terms, sale, errors);
            return judge.judge(terms, sale, expected, who, errors);
        });
    }

    private void answer(RoutingContext context, Callable<Readiness> work) {
        blocking.call(work)
                .onSuccess(found -> Answers.json(context.response(), 200, ReadinessJson.toBuffer(found)))
                .onFailure(context::fail);
    }

    /**
     * What it comes to.
     *
     * @param sale null of one that is not there yet
     * @param merchant whose that one is
     */
    private Readiness judged(
            Map<String, Object> json,
            Expected expected,
            SaleDesk sale,
            String merchant,
            Principal who,
            Function<Map<String, Object>, SaleTermsJson.Wanted> reading) {
        String html = json.get("description") instanceof String text && text.length() <= MAX_DESCRIPTION
                ? Markdown.toHtml(text)
                : null;
        SaleTermsJson.Wanted wanted;
        try {
            wanted = reading.apply(json);
        } catch (InvalidFieldsException e) {
            return new Readiness(e.byPointer(), List.of(), List.of(), null, null, null, html);
        }
        FieldErrors errors = new FieldErrors();
        SaleTerms before = sale == null ? null : sale.view().sale().terms();
        names.check(wanted, sale, merchant, who, errors);
        if (sale == null && sales.find(wanted.terms().id()) != null) {
            errors.add("/id", "is the id of another sale");
        }
        if (before != null && FixedTerms.hold(before, clock.millis())) {
            FixedTerms.name(before, wanted.terms(), errors);
        }
        judge.errors(wanted.terms(), sale, errors);
        return judge.judge(wanted.terms(), sale, expected, who, errors).withDescription(html);
    }
}
