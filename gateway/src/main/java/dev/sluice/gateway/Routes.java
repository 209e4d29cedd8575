package dev.sluice.gateway;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Eligibility;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.tally.Figure;
import dev.sluice.engine.tally.TallySheets;
import dev.sluice.format.kind.Kinds;
import dev.sluice.gateway.auth.Blinds;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Decoys;
import dev.sluice.gateway.auth.DemoRoutes;
import dev.sluice.gateway.auth.DemoSigner;
import dev.sluice.gateway.auth.GuestNames;
import dev.sluice.gateway.auth.Receipts;
import dev.sluice.gateway.auth.SaleCodes;
import dev.sluice.gateway.auth.TicketCodes;
import dev.sluice.gateway.catalogue.GrabRoutes;
import dev.sluice.gateway.catalogue.JourneyRoutes;
import dev.sluice.gateway.catalogue.SaleRoutes;
import dev.sluice.gateway.catalogue.SeatMapRoutes;
import dev.sluice.gateway.catalogue.SeatRoutes;
import dev.sluice.gateway.document.ReservationJson;
import dev.sluice.gateway.document.TicketQrs;
import dev.sluice.gateway.door.DoorListRoutes;
import dev.sluice.gateway.door.DoorParts;
import dev.sluice.gateway.door.DoorRoutes;
import dev.sluice.gateway.door.TicketKeyRoutes;
import dev.sluice.gateway.draw.DrawPorts;
import dev.sluice.gateway.draw.DrawRoutes;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.lane.Asking;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.gateway.lane.Calls;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.gateway.lane.PastSales;
import dev.sluice.gateway.lane.WorkPool;
import dev.sluice.gateway.merchant.BoardRoutes;
import dev.sluice.gateway.merchant.CodeImportRoutes;
import dev.sluice.gateway.merchant.CodeRoutes;
import dev.sluice.gateway.merchant.DeedRoutes;
import dev.sluice.gateway.merchant.DraftRoutes;
import dev.sluice.gateway.merchant.FeedRoutes;
import dev.sluice.gateway.merchant.HoldRoutes;
import dev.sluice.gateway.merchant.KeyRoutes;
import dev.sluice.gateway.merchant.ListRoutes;
import dev.sluice.gateway.merchant.LookUpRoutes;
import dev.sluice.gateway.merchant.MerchantListRoutes;
import dev.sluice.gateway.merchant.MerchantReportRoutes;
import dev.sluice.gateway.merchant.MerchantRoutes;
import dev.sluice.gateway.merchant.OwnSales;
import dev.sluice.gateway.merchant.RefundRoutes;
import dev.sluice.gateway.merchant.SaleDocumentRoutes;
import dev.sluice.gateway.merchant.SeatChangeRoutes;
import dev.sluice.gateway.merchant.SeatMapImportRoutes;
import dev.sluice.gateway.merchant.TakeBackRoutes;
import dev.sluice.gateway.merchant.TimetableRoutes;
import dev.sluice.gateway.operate.BlocklistRoutes;
import dev.sluice.gateway.operate.OperatorRoutes;
import dev.sluice.gateway.pages.Pages;
import dev.sluice.gateway.picture.PictureImportRoutes;
import dev.sluice.gateway.picture.PictureRoutes;
import dev.sluice.gateway.shop.Admission;
import dev.sluice.gateway.shop.EntryRoutes;
import dev.sluice.gateway.shop.Look;
import dev.sluice.gateway.shop.MineRoutes;
import dev.sluice.gateway.shop.PassRoutes;
import dev.sluice.gateway.shop.Paying;
import dev.sluice.gateway.shop.PaymentRoutes;
import dev.sluice.gateway.shop.ProviderRoutes;
import dev.sluice.gateway.shop.Purchase;
import dev.sluice.gateway.shop.QueueRoutes;
import dev.sluice.gateway.shop.ReservationRoutes;
import dev.sluice.gateway.shop.SlowLane;
import dev.sluice.gateway.shop.WaitPages;
import dev.sluice.gateway.shop.WaitingRooms;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/** Every route of one event loop that this process's roles have, in the order of the contract, each given what it uses. */
final class Routes implements Handler<HttpServerRequest> {
    private final GatewayParts parts;
    private final Context context;
    private final Services services;
    private final SaleDesks sales;
    private final InstantSource clock;
    private final Desks desks;
    private final Asking asking;
    private final Calls calls;
    private final Blocking people;
    private final Blocking searches;
    private final Blocking merchants;
    private final Blocking imports;
    private final PastSales past;
    private final Paying paying;
    private final Callers callers;
    private final ReservationJson reservationJson;
    private final Receipts receipts;
    private final SlowLane slowLane;
    private final TallySheets sheets;

    private final boolean sells;
    private final Purchase.Parts purchases;
    private final Router router;

    Routes(GatewayParts parts, Context context) {
        this.parts = parts;
        this.context = context;
        services = parts.services();
        sells = services.has(Role.GATEWAY);
        sales = services.sales();
        clock = services.clock();
        desks = new Desks(sales);
        asking = services.lanes()
                .open(
                        context,
                        parts.maxWaitingPerLane(),
                        parts.config().maxWaitingPerUser(),
                        parts.config().guards().overload(),
                        clock);
        calls = new Calls(asking);
        people = in(parts.pools().people());
        searches = in(parts.pools().searches());
        merchants = in(parts.pools().merchants());
        imports = in(parts.pools().imports());
        past = new PastSales(services.reports(), people);
        paying = new Paying(provider -> in(parts.pools().payments(provider)));
        callers = parts.callers(context);
        reservationJson = new ReservationJson(codes());
        receipts = new Receipts(parts.ring());
        slowLane = new SlowLane(
                parts.blocks(), new Decoys(services.signingKey()), reservationJson, parts.refusedLooks(), clock);
        sheets = new TallySheets(services.counting().tallies());
        purchases = new Purchase.Parts(
                desks,
                callers,
                asking,
                past,
                reservationJson,
                receipts,
                parts.config().defaultWaitSeconds(),
                clock,
                parts.memoryRefusals(),
                parts.bodies(),
                slowLane,
                parts.limits(),
                sheets);
        router = RouteFrame.around(
                context.owner(), parts.bodies(), parts.config().demo(), this::mount);
    }

    /** The hot one is matched before all others. */
    @Override
    public void handle(HttpServerRequest request) {
        if (parts.limits().refuses(request)) {
            return;
        }
        if (!sells || !Purchase.take(purchases, request)) {
            router.handle(request);
        }
    }

    /** Those that are mounted, for whoever lists them. */
    Router router() {
        return router;
    }

    private Blocking in(WorkPool pool) {
        return new Blocking(context, pool);
    }

    private void mount(Router to) {
        if (sells) {
            // Here for its name alone: what asks to buy never comes so far.
            Bodies.takenBy(to.post("/v1/sales/:sale/reservations")).handler(context -> context.fail(404));
            mountCatalogue(to);
            mountShop(to);
        }
        if (services.has(Role.ADMIN)) {
            mountMerchant(to);
            mountDoor(to);
        }
        if (sells || services.has(Role.ADMIN)) {
            new TicketKeyRoutes(parts.seals(), searches).mount(to);
        }
        OperatorRoutes operating =
                new OperatorRoutes(context, services.operations(), parts.operatorAnswers(), callers::operator);
        if (!parts.operators().isApart()) {
            operating.mount(to);
        } else if (services.has(Role.ADMIN)) {
            operating.mountNodes(to);
        }
        OperatorRoutes.mountDocument(to);
        if (parts.config().demo()) {
            new DemoRoutes(new DemoSigner(services.auth(), clock), services.demo()::anotherDraw, merchants).mount(to);
        }
        if (sells) {
            Pages.mount(to, parts.config().demo(), this::kind);
        }
    }

    /** What a sale sells, whose page is about to be sent; null where that is not known here. */
    private String kind(String sale) {
        SaleDesk desk = sales.find(sale);
        if (desk != null) {
            sheets.of(desk.number()).count(Figure.LOOKED);
        }
        return desk == null || desk.trouble() != null
                ? null
                : Kinds.of(desk.view().sale().terms()).kind();
    }

    private void mountCatalogue(Router to) {
        new SaleRoutes(desks, parts.saleIndex(), searches, clock).mount(to);
        new JourneyRoutes(desks, searches, clock).mount(to);
        new SeatRoutes(desks, parts.seatBoards(), clock).mount(to);
        GuestNames names = new GuestNames(services.signingKey());
        new GrabRoutes(desks, services.reports(), searches, names::of, clock).mount(to);
        new SeatMapRoutes(services.plans(), parts.seatMaps(), searches).mount(to);
        new PictureRoutes(services.pictures(), parts.pictures(), people).mount(to);
    }

    private void mountShop(Router to) {
        TicketQrs qrs = new TicketQrs(parts.seals());
        Blocking sealing = in(parts.pools().seals());
        Look.Parts looking = new Look.Parts(asking, past, parts.refusedLooks(), reservationJson, qrs, sealing, clock);
        new ReservationRoutes(callers, desks, calls, looking, services.payments(), paying, receipts, slowLane)
                .mount(to);
        new MineRoutes(callers, sales, asking, services.reports(), searches, people, reservationJson, qrs, sealing)
                .mount(to);
        new PaymentRoutes(callers, desks, calls, past, services.charges(), services.payments(), paying, clock)
                .mount(to);
        WaitingRooms rooms = new WaitingRooms(calls, parts.ring(), parts.guards(), clock);
        Admission admission = parts.admission(context);
        new PassRoutes(callers, desks, parts.passes(), slowLane, admission, rooms, clock).mount(to);
        new QueueRoutes(callers, desks, rooms, admission, slowLane, clock).mount(to);
        UnaryOperator<String> demoToken =
                parts.config().demo() ? user -> new DemoSigner(services.auth(), clock).token(user, List.of()) : null;
        new WaitPages(callers, desks, rooms, slowLane, clock, demoToken).mount(to);
        new ProviderRoutes(services.payments(), paying).mount(to);
        mountDraws(to, rooms);
    }

    private void mountDraws(Router to, WaitingRooms waiting) {
        DrawPorts draws = services.draws();
        new EntryRoutes(new EntryRoutes.Parts(
                        callers,
                        desks,
                        asking,
                        calls,
                        services.reports(),
                        draws.draws(),
                        people,
                        reservationJson,
                        slowLane,
                        parts.limits(),
                        waiting,
                        new Blinds(services.signingKey())))
                .mount(to);
        DrawRoutes.Rooms rooms = new DrawRoutes.Rooms(
                people,
                in(parts.pools().draws()),
                in(parts.pools().archives()),
                parts.seenDraws(),
                parts.sealedEntries(),
                parts.archives());
        new DrawRoutes(callers, desks, calls, draws, rooms).mount(to);
    }

    private void mountMerchant(Router to) {
        OwnSales own = new OwnSales(sales);
        MerchantRoutes.Sources sources = new MerchantRoutes.Sources(
                services.plans(),
                services.draws().beacons(),
                services.pictures(),
                services.guards().eligibility(),
                services.sizing(),
                clock);
        new MerchantRoutes(callers, sales, own, sources, calls, merchants).mount(to);
        new DraftRoutes(
                        callers,
                        sales,
                        own,
                        services.drafts(),
                        sources,
                        merchants,
                        in(parts.pools().reports()))
                .mount(to);
        new TakeBackRoutes(callers, own, calls, past, reservationJson).mount(to);
        new MerchantListRoutes(callers, own, searches).mount(to);
        new SaleDocumentRoutes(callers, own, searches).mount(to);
        DoorParts door = door();
        LookUpRoutes.Places places = new LookUpRoutes.Places(
                services.reports(),
                (shown, who, here) -> door.ticket(sales, shown, who, here),
                in(parts.pools().reports()));
        new LookUpRoutes(callers, own, calls, asking, past, places, reservationJson).mount(to);
        MerchantReportRoutes.Rooms rooms = new MerchantReportRoutes.Rooms(
                in(parts.pools().reports()),
                in(parts.pools().exports()),
                parts.tables(),
                in(parts.pools().audits()));
        new MerchantReportRoutes(callers, own, services.reports(), rooms, reservationJson, this::codes).mount(to);
        new BoardRoutes(
                        callers,
                        own,
                        parts.boards(),
                        services.counting().records(),
                        in(parts.pools().reports()),
                        context,
                        clock)
                .mount(to);
        new RefundRoutes(callers, own, services.charges(), in(parts.pools().reports()), clock).mount(to);
        new HoldRoutes(callers, own, calls, clock).mount(to);
        new SeatChangeRoutes(callers, own, calls).mount(to);
        new SeatMapImportRoutes(callers, services.plans(), imports, searches).mount(to);
        new PictureImportRoutes(callers, services.pictures(), in(parts.pools().pictures()), merchants).mount(to);
        new TimetableRoutes(callers, sales, clock, imports).mount(to);
        new FeedRoutes(callers, imports).mount(to);
        Blocking reports = in(parts.pools().reports());
        new KeyRoutes(callers, services.apiKeys(), merchants, reports, clock).mount(to);
        Eligibility eligibility = services.guards().eligibility();
        SaleCodes saleCodes = new SaleCodes(services.signingKey());
        new CodeRoutes(callers, own, eligibility, saleCodes, merchants, reports, clock).mount(to);
        new CodeImportRoutes(callers, own, eligibility, saleCodes, imports, clock).mount(to);
        new ListRoutes(callers, own, eligibility, new ListRoutes.Rooms(imports, merchants, reports)).mount(to);
        new DeedRoutes(callers, own, services.deeds(), reports).mount(to);
        new BlocklistRoutes(callers::operator, services.guards().blocklist(), merchants, clock).mount(to);
    }

    private void mountDoor(Router to) {
        DoorParts door = door();
        Blocking checking = in(parts.pools().doors());
        new DoorRoutes(callers, sales, door, reservationJson, clock, checking).mount(to);
        DoorListRoutes.Rooms rooms =
                new DoorListRoutes.Rooms(checking, in(parts.pools().reports()));
        new DoorListRoutes(callers, sales, door, this::codes, clock, rooms).mount(to);
    }

    private DoorParts door() {
        return new DoorParts(services.admissions(), parts.seals(), parts.doors(), parts.doorFigures());
    }

    private TicketCodes codes() {
        return new TicketCodes(services.signingKey());
    }
}
