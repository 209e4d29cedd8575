package dev.sluice.gateway;

import dev.sluice.engine.setting.Secret;
import dev.sluice.gateway.address.Clients;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.JwksTokens;
import dev.sluice.gateway.auth.KeyRing;
import dev.sluice.gateway.auth.MachineKeys;
import dev.sluice.gateway.auth.Passes;
import dev.sluice.gateway.auth.SaleCodes;
import dev.sluice.gateway.auth.TicketSeals;
import dev.sluice.gateway.auth.Tokens;
import dev.sluice.gateway.auth.Trail;
import dev.sluice.gateway.board.BoardKeeper;
import dev.sluice.gateway.board.Boards;
import dev.sluice.gateway.board.ProcessHealth;
import dev.sluice.gateway.catalogue.SaleIndex;
import dev.sluice.gateway.catalogue.SeatBoards;
import dev.sluice.gateway.catalogue.SeatMapCache;
import dev.sluice.gateway.door.DoorBooks;
import dev.sluice.gateway.door.DoorFigures;
import dev.sluice.gateway.draw.Archives;
import dev.sluice.gateway.draw.SealedEntries;
import dev.sluice.gateway.draw.SeenDraws;
import dev.sluice.gateway.guard.Blocks;
import dev.sluice.gateway.guard.Captchas;
import dev.sluice.gateway.guard.GuardFigures;
import dev.sluice.gateway.guard.RateLimits;
import dev.sluice.gateway.guard.Seeds;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.BodyRoom;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.gateway.merchant.TablesUnderWay;
import dev.sluice.gateway.operate.OperatorAnswers;
import dev.sluice.gateway.picture.PictureCache;
import dev.sluice.gateway.shop.Admission;
import dev.sluice.gateway.shop.MemoryRefusals;
import dev.sluice.gateway.shop.RefusedLooks;
import dev.sluice.gateway.wire.Connections;
import dev.sluice.gateway.wire.Wires;
import dev.sluice.payment.PaymentProvider;
import io.vertx.core.Context;
import io.vertx.core.http.Http1ServerConfig;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the lanes of one gateway share. Any thread may use it. */
final class GatewayParts {
    private final GatewayConfig config;
    private final OperatorsConfig operators;
    private final Services services;
    private final JwksTokens jwks;
    private final MachineKeys machines;
    private final LongAdder lostResults = new LongAdder();
    private final int laneCount;
    private final Connections connections;
    private final KeyRing ring;
    private final TicketSeals seals;
    private final DoorBooks doors;
    private final DoorFigures doorFigures = new DoorFigures();
    private final WorkPools pools;
    private final RefusedLooks refusedLooks = new RefusedLooks();
    private final BodyRoom bodies;
    private final MemoryRefusals memoryRefusals = new MemoryRefusals();
    private final OperatorAnswers operatorAnswers;
    private final SeatBoards seatBoards = new SeatBoards();
    private final SeatMapCache seatMaps = new SeatMapCache();
    private final PictureCache pictures = new PictureCache();
    private final SaleIndex saleIndex = new SaleIndex();
    private final SeenDraws seenDraws = new SeenDraws();
    private final SealedEntries sealedEntries = new SealedEntries();
    private final Archives archives = new Archives();
    private final Clients clients;
    private final GuardFigures guards = new GuardFigures();
    private final RateLimits limits;
    private final Blocks blocks;
    private final Captchas captchas;
    private final Boards boards;
    private final TablesUnderWay tables = new TablesUnderWay();
    private final BoardKeeper boardKeeper;
    private final long seed;
    private final Secured secured;
    private final AtomicInteger actualPort = new AtomicInteger();

    /** @param secured null where it speaks plain HTTP */
    GatewayParts(GatewayConfig config, OperatorsConfig operators, Services services, int laneCount, Secured secured) {
        this.config = config;
        this.secured = secured;
        this.operators = operators;
        this.services = services;
        this.jwks = services.auth().jwksUrl() == null ? null : new JwksTokens(services.auth());
        this.machines = new MachineKeys(services.apiKeys(), services.clock());
        this.pools = new WorkPools(
                services.payments().all().stream().map(PaymentProvider::name).toList());
        this.operatorAnswers = new OperatorAnswers(services.operations());
        this.laneCount = laneCount;
        this.connections = new Connections(config.wire());
        this.ring = KeyRing.of(
                services.auth().signingKeys().stream().map(Secret::bytes).toList(), services.signingKey());
        this.seals = new TicketSeals(services.admissions(), ring, services.signingKey(), services.clock());
        this.doors = new DoorBooks(services.admissions(), services.signingKey());
        this.clients = new Clients(config.guards().clients());
        this.seed = Seeds.of(services.signingKey());
        this.limits = new RateLimits(config.guards().limits(), clients, services.guards(), seed, guards);
        this.blocks = new Blocks(services.guards().blocklist(), clients, services.clock(), seed, guards);
        this.captchas =
                Captchas.of(services.signingKey(), config.guards().captcha(), services.guards(), services.clock());
        this.boards = new Boards(
                services.counting(), services.sales(), services.clock(), new ProcessHealth(services.lanes()::waiting));
        this.boardKeeper = new BoardKeeper(boards, services.counting(), services.clock());
        // Bodies are on the heap, and whoever reads them makes more of them; one of the longest is read anyway.
        this.bodies = new BodyRoom(Math.min(
                config.wire().maxBodyBytes(),
                Math.max(Bodies.MAX_DOCUMENT_BYTES, Runtime.getRuntime().maxMemory() / 4)));
    }

    GatewayConfig config() {
        return config;
    }

    Services services() {
        return services;
    }

    OperatorsConfig operators() {
        return operators;
    }

    /** Who says, on this event loop, who asks. */
    Callers callers(Context context) {
        Tokens tokens = new Tokens(
                context,
                services.auth(),
                jwks,
                machines,
                services.clock(),
                new Blocking(context, pools.logins()),
                new Blocking(context, pools.keys()));
        Trail trail = new Trail(
                services.deeds(),
                services.sales(),
                services.clock(),
                clients,
                new Blocking(context, pools.trail()),
                lostResults);
        return new Callers(tokens, passes(), trail, limits);
    }

    /** What signs what users are given for a while. */
    KeyRing ring() {
        return ring;
    }

    /** The QR codes of tickets. */
    TicketSeals seals() {
        return seals;
    }

    /** Which codes the tickets of sales have. */
    DoorBooks doors() {
        return doors;
    }

    /** What doors were answered. */
    DoorFigures doorFigures() {
        return doorFigures;
    }

    /** Of one event loop. */
    Passes passes() {
        return new Passes(ring, services.clock());
    }

    MachineKeys machines() {
        return machines;
    }

    /** What came of changes that could not be written down. */
    long lostResults() {
        return lostResults.sum();
    }

    /** Null where it speaks plain HTTP. */
    Secured secured() {
        return secured;
    }

    Connections connections() {
        return connections;
    }

    /** The connections of one event loop. */
    Wires wires(Http1ServerConfig decoding) {
        return new Wires(config.wire(), laneCount, decoding, connections, clients);
    }

    WorkPools pools() {
        return pools;
    }

    RefusedLooks refusedLooks() {
        return refusedLooks;
    }

    /** Room for those of all event loops. */
    BodyRoom bodies() {
        return bodies;
    }

    MemoryRefusals memoryRefusals() {
        return memoryRefusals;
    }

    Clients clients() {
        return clients;
    }

    /** What guards refused. */
    GuardFigures guards() {
        return guards;
    }

    RateLimits limits() {
        return limits;
    }

    Blocks blocks() {
        return blocks;
    }

    Captchas captchas() {
        return captchas;
    }

    /** What fetching a pass takes, on this event loop. */
    Admission admission(Context context) {
        return new Admission(
                context,
                captchas,
                services.guards().eligibility(),
                services.guards().quota(),
                seed,
                new SaleCodes(services.signingKey()),
                new Blocking(context, pools.people()),
                guards,
                services.clock());
    }

    OperatorAnswers operatorAnswers() {
        return operatorAnswers;
    }

    /** What happens in sales, for whoever watches. */
    Boards boards() {
        return boards;
    }

    TablesUnderWay tables() {
        return tables;
    }

    /** Begins and ends the boards. */
    BoardKeeper boardKeeper() {
        return boardKeeper;
    }

    PictureCache pictures() {
        return pictures;
    }

    SaleIndex saleIndex() {
        return saleIndex;
    }

    SeatBoards seatBoards() {
        return seatBoards;
    }

    SeenDraws seenDraws() {
        return seenDraws;
    }

    SealedEntries sealedEntries() {
        return sealedEntries;
    }

    Archives archives() {
        return archives;
    }

    SeatMapCache seatMaps() {
        return seatMaps;
    }

    int maxWaitingPerLane() {
        return Math.max(1, config.maxWaiting() / laneCount);
    }

    void listening(int port) {
        actualPort.set(port);
    }

    int actualPort() {
        return actualPort.get();
    }
}
