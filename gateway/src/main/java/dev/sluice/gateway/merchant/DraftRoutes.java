package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Drafts;
import dev.sluice.format.kind.Kinds;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.document.SaleFolding;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.IdempotencyKey;
import dev.sluice.gateway.http.NumberedListing;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.JsonTree;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * {@code /v1/admin/drafts}: sales that are not made yet. Whoever sees to the merchant's sales sees to its drafts; anybody else's is answered as one that is
 * not there, before what is sent is looked at. Used by one event loop.
 */
public final class DraftRoutes {
    private static final String PATH = "/v1/admin/drafts";
    private static final String ONE = PATH + "/:draft";
    private static final NumberedListing<Drafts.Head> LISTING =
            new NumberedListing<>("drafts", DraftJson::write, Drafts.Head::number);

    private final Callers callers;
    private final SaleDesks sales;
    private final Drafts drafts;
    private final MerchantRoutes.Sources sources;
    private final NewSales fresh;
    private final DryRuns dryRuns;
    private final Blocking changing;
    private final Blocking reading;

    /**
     * @param changing where merchants change what is theirs
     * @param reading where they read it
     */
    public DraftRoutes(
            Callers callers,
            SaleDesks sales,
            OwnSales own,
            Drafts drafts,
            MerchantRoutes.Sources sources,
            Blocking changing,
            Blocking reading) {
        this.callers = callers;
        this.sales = sales;
        this.drafts = drafts;
        this.sources = sources;
        this.fresh = new NewSales(sources.plans(), sources.names());
        this.dryRuns = sources.dryRuns(sales, own, changing);
        this.changing = changing;
        this.reading = reading;
    }

    public void mount(Router router) {
        router.get(PATH).handler(callers.merchant(this::list));
        Bodies.takenBy(router.post(PATH)).handler(callers.merchant(this::create));
        router.get(ONE).handler(callers.merchant(this::read));
        Bodies.takenBy(router.put(ONE)).handler(callers.merchant(this::change));
        router.delete(ONE).handler(callers.merchant(this::remove));
        router.get(ONE + "/readiness").handler(callers.merchantWhoLooks(this::look));
        router.post(ONE + "/publish").handler(callers.merchant(this::publish));
    }

    private void list(RoutingContext context, Principal who) {
        String text = Queries.text(context, "q");
        String kind = Queries.text(context, "kind");
        if (kind != null && Kinds.named(kind) == null) {
            throw new FieldErrors().add("/query/kind", "is no kind of sale").invalid();
        }
        Drafts.Filter filter = new Drafts.Filter(
                who.isOperator() ? null : who.subject(), text == null ? List.of() : SaleFolding.words(text), kind);
        LISTING.answer(context, reading::call, (before, limit) -> drafts.list(filter, before, limit));
    }

    private void create(RoutingContext context, Principal who) {
        Requests.requireJson(context);
        String key = IdempotencyKey.ifAny(context.request());
        Bodies.read(
                context,
                Bodies.MAX_CHANGE_BYTES,
                body -> changing.call(() -> create(body, key, who))
                        .onSuccess(result -> Failures.guard(context, () -> {
                            int status = result.what() == Drafts.What.DONE ? 201 : 200;
                            context.response()
                                    .headers()
                                    .set(
                                            HttpHeaders.LOCATION,
                                            PATH + "/" + result.head().id());
                            send(context, status, result.head());
                        }))
                        .onFailure(context::fail));
    }

    /** The same key is the same draft, as it stands by now. */
    private Drafts.Result create(byte[] body, String key, Principal who) {
        Drafts.Content content = DraftJson.read(body);
        String merchant = who.subject();
        UUID id = key == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes(("draft\n" + merchant + "\n" + key).getBytes(StandardCharsets.UTF_8));
        show(content, merchant);
        Drafts.Result result = drafts.create(id, merchant, content, stamp(who));
        if (result.what() == Drafts.What.TOO_MANY) {
            throw new ProblemException(Problem.of(
                    409,
                    "TOO_MANY_DRAFTS",
                    "Too many drafts",
                    "you have " + Drafts.MAX_OF_ONE + " drafts here: publish some, or take some away"));
        }
        return result;
    }

    /** The picture is not taken away before the draft is kept; whether it is there is for whoever publishes. */
    private void show(Drafts.Content content, String merchant) {
        if (content.picture() != null) {
            sources.pictures().name(content.picture(), merchant);
        }
    }

    private void read(RoutingContext context, Principal who) {
        UUID id = id(context);
        reading.call(() -> named(id, who))
                .onSuccess(draft -> Failures.guard(context, () -> {
                    SaleTag.tell(context, draft.head().version());
                    Answers.json(context.response(), 200, DraftJson.toBuffer(draft));
                }))
                .onFailure(context::fail);
    }

    private void change(RoutingContext context, Principal who) {
        Requests.requireJson(context);
        UUID id = id(context);
        String match = SaleTag.said(context);
        Bodies.read(
                context,
                Bodies.MAX_CHANGE_BYTES,
                body -> changing.call(() -> change(id, match, body, who))
                        .onSuccess(head -> Failures.guard(context, () -> send(context, 200, head)))
                        .onFailure(context::fail));
    }

    private Drafts.Head change(UUID id, String match, byte[] body, Principal who) {
        String merchant = named(id, who).head().merchant();
        long version = SaleTag.expected(match, Drafts.ANY_VERSION);
        Drafts.Content content = DraftJson.read(body);
        show(content, merchant);
        return done(drafts.change(id, version, content, stamp(who)));
    }

    private void remove(RoutingContext context, Principal who) {
        UUID id = id(context);
        String match = SaleTag.said(context);
        changing.call(() -> {
                    named(id, who);
                    return done(drafts.remove(id, SaleTag.expected(match, Drafts.ANY_VERSION)));
                })
                .onSuccess(_ -> context.response().setStatusCode(204).end())
                .onFailure(context::fail);
    }

    private void look(RoutingContext context, Principal who) {
        UUID id = id(context);
        dryRuns.draft(context, who, () -> {
            Drafts.Draft draft = named(id, who);
            if (draft.head().published() != null) {
                throw published(draft.head());
            }
            return draft;
        });
    }

    private void publish(RoutingContext context, Principal who) {
        UUID id = id(context);
        String match = SaleTag.said(context);
        changing.call(() -> publish(id, match, who))
                .onSuccess(made -> Failures.guard(context, () -> {
                    context.response().headers().set(HttpHeaders.LOCATION, MerchantRoutes.PATH + "/" + made.sale.id());
                    MerchantRoutes.send(context, made.isNew ? 201 : 200, made.sale.view());
                }))
                .onFailure(context::fail);
    }

    private record Made(SaleDesk sale, boolean isNew) {}

    /** Whoever asks again is told which sale it became, whatever else they say. */
    private Made publish(UUID id, String match, Principal who) {
        Drafts.Draft draft = named(id, who);
        if (draft.head().published() != null) {
            return new Made(became(drafts.durable(id), who), false);
        }
        long version = SaleTag.expected(match, draft.head().version());
        if (version != draft.head().version()) {
            throw changed();
        }
        NewSales.Ready ready =
                fresh.read(JsonTree.object(draft.sale()), draft.head().merchant(), who);
        Drafts.Result result = drafts.publish(id, version, ready.terms(), ready.owner(), stamp(who));
        boolean isNew = result.what() == Drafts.What.DONE;
        return new Made(
                became(isNew || result.what() == Drafts.What.PUBLISHED ? result.head() : done(result), who), isNew);
    }

    private SaleDesk became(Drafts.Head head, Principal who) {
        SaleDesk sale = head == null ? null : sales.adopt(head.published().sale());
        if (sale == null || !who.seesTo(sale.owner())) {
            throw new ProblemException(Problem.notFound("the sale that it became is not there, or not yours any more"));
        }
        return sale;
    }

    private static UUID id(RoutingContext context) {
        UUID id = Requests.idOrNull(context.pathParam("draft"));
        if (id == null) {
            throw unknown();
        }
        return id;
    }

    /** Blocks. */
    private Drafts.Draft named(UUID id, Principal who) {
        Drafts.Draft draft = drafts.find(id);
        if (draft == null || !who.seesTo(draft.head().merchant())) {
            throw unknown();
        }
        return draft;
    }

    private static Drafts.Head done(Drafts.Result result) {
        return switch (result.what()) {
            case DONE, THERE -> result.head();
            case CHANGED -> throw changed();
            case PUBLISHED -> throw published(result.head());
            case ABSENT -> throw unknown();
            case TOO_MANY -> throw new IllegalStateException("no draft is made here");
        };
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.notFound("there is no such draft, or it is not yours"));
    }

    private static ProblemException changed() {
        return new ProblemException(Problem.of(
                412, "VERSION_CONFLICT", "Changed meanwhile", "the draft is not as you knew it; read it again"));
    }

    private static ProblemException published(Drafts.Head head) {
        String sale = head.published().saleId();
        return new ProblemException(
                Problem.of(409, "DRAFT_PUBLISHED", "Published already", "it is the sale " + sale + " by now")
                        .with("sale", sale));
    }

    private Drafts.Stamp stamp(Principal who) {
        return new Drafts.Stamp(
                sources.clock().millis(),
                who.subject(),
                who.key() == null ? null : who.key().name());
    }

    private static void send(RoutingContext context, int status, Drafts.Head head) {
        SaleTag.tell(context, head.version());
        Answers.json(context.response(), status, DraftJson.toBuffer(head));
    }
}
