package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.sluice.crowd.goods.SaleDraft;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.crowd.merchant.Merchant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The page of those who stand at a door: by hand and by camera, with a network and without, on one device and on two. */
@BrowsedShop.Settings(
        value = "payment.sandbox.delay-millis=0",
        browser = {
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--use-file-for-fake-video-capture=%s/camera.y4m"
        })
final class DoorPageTest extends BrowsedShop {
    private static final AtomicInteger LAST = new AtomicInteger();
    private static final double PATIENCE_MILLIS = 60_000;
    private static final String HALL = """
            {"kind": "seated", "orphans": "off",
             "tiers": [{"id": "front", "name": "Front", "price": {"amount": 9000, "currency": "CNY"}}],
             "map": {"sections": [{"id": "main", "name": "Main", "rows": [{"label": "A", "tier": "front", "seats": "1-9"}]}]}}""";

    private final String sale = "gate-" + LAST.incrementAndGet();

    /** As its owner has it. */
    private record Bought(String reservation, String code, String qr) {}

    private static void sell(String id, String inventory) {
        Instant now = Instant.now();
        merchant.create(SaleDraft.of(id)
                .text("title", "Evening of " + id)
                .time("opensAt", now.minusSeconds(1))
                .time("closesAt", now.plusSeconds(3_600))
                .number("limitPerUser", 9)
                .number("holdSeconds", 600)
                .inventory(inventory));
    }

    /** Seats of {@link #sale}, one each. */
    private List<Bought> buy(int count) {
        sell(sale, HALL);
        return IntStream.range(0, count)
                .mapToObj(i -> buy(sale, "{\"seats\": [\"A-" + (i + 1) + "\"]}"))
                .toList();
    }

    private static Bought buy(String sale, String purchase) {
        Answer bought = paid(client.as("buyer-" + LAST.incrementAndGet()), sale, purchase);
        return new Bought(bought.id(), bought.text("/tickets/0/code"), bought.text("/tickets/0/qr"));
    }

    /** Whoever stands at a gate of the sale, by a device of their own, which knows the list. */
    private WindowShopper door(String gate) {
        return begin(signIn(shopper("door", phone()).open("/door"), Merchant.NAME), gate);
    }

    private static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions().setViewportSize(390, 844).setPermissions(List.of("camera"));
    }

    private static WindowShopper signIn(WindowShopper door, String name) {
        door.find("#field-staff-name").fill(name);
        door.find("#staff-submit").click();
        assertThat(door.find("#who-name")).hasText(name);
        return door;
    }

    private WindowShopper begin(WindowShopper door, String gate) {
        assertThat(door.find("#sale option[value='" + sale + "']")).hasCount(1);
        door.find("#sale").selectOption(sale);
        door.find("#gate").fill(gate);
        door.find("#set-up-form button").click();
        door.sees("#door-sale", "Evening of " + sale);
        has(door, "list");
        return door;
    }

    /** What is told of how the door stands. */
    private static Locator stand(WindowShopper door, String what) {
        return door.find("#stand [data-stand=" + what + "]");
    }

    private static void has(WindowShopper door, String what) {
        assertThat(stand(door, what)).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
    }

    private static void hasNot(WindowShopper door, String what) {
        assertThat(stand(door, what)).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
    }

    /** Sends what was done without a network. */
    private static void comesBack(WindowShopper door) {
        has(door, "waiting");
        door.loses(false);
        hasNot(door, "waiting");
    }

    private static void check(WindowShopper door, String code, String result) {
        door.find("#code").fill(code);
        door.find("#code").press("Enter");
        sees(door, result);
    }

    private static void sees(WindowShopper door, String result) {
        assertThat(door.find("#answer"))
                .hasAttribute(
                        "data-result", result, new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MILLIS));
    }

    private static void goesOffline(WindowShopper door) {
        door.loses(true);
        has(door, "offline");
    }

    private long admitted() {
        return client.as(Merchant.NAME, "merchant")
                .get("/v1/admin/sales/" + sale + "/admissions")
                .number("/admitted");
    }

    @Test
    void aTicketThatIsTypedIsAdmittedOnceAndSaysThenWhenAndWhere() {
        Bought ticket = buy(1).getFirst();
        WindowShopper door = door("North 2");
        check(door, ticket.code.toLowerCase().replace("-", " "), "ADMITTED");
        door.sees("#answer", "Seat A-1 · Front");
        Axe.findsNothing(door.page(), "admitted");
        assertThat(door.fitsTheScreen()).isTrue();
        // A scanner that types it twice is no second person.
        door.find("#code").fill(ticket.code.toLowerCase().replace("-", " "));
        door.find("#code").press("Enter");
        assertThat(door.find("#recent li")).hasCount(1);

        check(door, ticket.qr, "ALREADY_ADMITTED");
        door.sees("#answer", "North 2");
        assertThat(door.find("#recent li")).hasCount(2);
        assertThat(admitted()).isEqualTo(1);
    }

    @Test
    void whatIsNoGoodTicketHereIsToldApart() {
        Bought refunded = buy(1).getFirst();
        merchant.refund(refunded.reservation);
        sell(sale + "-b", HALL);
        Bought other = buy(sale + "-b", "{\"seats\": [\"A-2\"]}");
        WindowShopper door = door("");
        check(door, refunded.code, "REFUNDED");
        Axe.findsNothing(door.page(), "refunded");
        check(door, other.qr, "OTHER_SALE");
        door.sees("#answer", sale + "-b");
        check(door, "0000-0000-0000-0000", "UNKNOWN");
        check(door, "https://example.com/menu", "UNKNOWN");
        door.sees("#answer", "no code of a ticket");
        check(door, forged(refunded.qr), "UNKNOWN");
        door.sees("#answer", "signature");
        assertThat(admitted()).isZero();
    }

    private static String forged(String qr) {
        return qr.substring(0, 40) + (qr.charAt(40) == 'A' ? 'B' : 'A') + qr.substring(41);
    }

    /** The list answers as the server would, and nothing is lost when the page goes and comes meanwhile. */
    @Test
    void withoutANetworkTheListDecidesAndItIsToldLater() {
        List<Bought> tickets = buy(5);
        merchant.refund(tickets.get(1).reservation);
        client.as(Merchant.NAME, "merchant")
                .post("/v1/tickets/check", "{\"code\": \"" + tickets.get(2).code + "\", \"sale\": \"" + sale + "\"}")
                .expect(200);
        sell(sale + "-b", HALL);
        Bought other = buy(sale + "-b", "{\"seats\": [\"A-2\"]}");
        WindowShopper door = door("North 2");
        assertThat(door.find("#start-words[data-ready]")).hasCount(1);
        door.find("#more summary").click();
        door.sees("#trust-words", "verifies the signatures");

        goesOffline(door);
        check(door, tickets.get(0).qr, "ADMITTED");
        door.sees("#answer", "Seat A-1");
        check(door, tickets.get(1).qr, "REFUNDED");
        check(door, tickets.get(2).code, "ALREADY_ADMITTED");
        check(door, other.qr, "OTHER_SALE");
        check(door, forged(tickets.get(3).qr), "UNKNOWN");
        check(door, "0000000000000000", "UNKNOWN");
        check(door, tickets.get(3).code, "ADMITTED");
        door.sees("#stand", "2 wait to be sent");
        Axe.findsNothing(door.page(), "offline");

        // The battery was empty, and there is no network yet.
        door.page().reload();
        door.sees("#door-sale", "Evening of " + sale);
        door.sees("#stand", "2 wait to be sent");
        has(door, "offline");
        check(door, tickets.get(0).code, "ALREADY_ADMITTED");
        door.sees("#answer", "by this device");
        check(door, tickets.get(4).qr, "ADMITTED");
        assertThat(admitted()).isEqualTo(1);

        comesBack(door);
        has(door, "online");
        assertThat(admitted()).isEqualTo(4);
        assertThat(stand(door, "conflicts")).hasCount(0);
        check(door, tickets.get(4).code, "ALREADY_ADMITTED");
    }

    /** Whom the server admits is in, whatever the device can write down; without a network nobody would hear of it. */
    @Test
    void aDeviceWithoutRoomGoesOnWithANetworkAndLetsNobodyInWithoutOne() {
        List<Bought> tickets = buy(3);
        WindowShopper door = door("North");
        door.page().evaluate("""
                () => {
                  IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
                }""");

        check(door, tickets.get(0).qr, "ADMITTED");
        goesOffline(door);
        check(door, tickets.get(1).qr, "NOT_KEPT");
        door.sees("#answer", "storage is full");
        Axe.findsNothing(door.page(), "a device without room");
        door.loses(false);
        has(door, "online");
        check(door, tickets.get(2).qr, "ADMITTED");
        door.find("#more summary").click();
        door.find("#refresh").click();
        door.sees("#list-words", "storage is full");
        assertThat(admitted()).isEqualTo(2);
        check(door, tickets.get(1).qr, "ADMITTED");
    }

    @Test
    void theSameTicketAtTwoDoorsIsAConflictThatIsShown() {
        Bought ticket = buy(1).getFirst();
        WindowShopper north = door("North");
        WindowShopper south = door("South");
        goesOffline(south);
        check(north, ticket.qr, "ADMITTED");
        check(south, ticket.code, "ADMITTED");

        south.loses(false);

        has(south, "conflicts");
        south.sees("#conflicts", ticket.code);
        south.sees("#conflicts", "North");
        Axe.findsNothing(south.page(), "conflicts");
        assertThat(client.as(Merchant.NAME, "merchant")
                        .get("/v1/admin/sales/" + sale + "/admissions")
                        .texts("/conflicts", "/gate"))
                .containsExactly("South");
    }

    /** Neither heard of the other: two people are in, and whoever tells it later is shown so. */
    @Test
    void twoDevicesThatWereOfflineAgreeOnOneConflict() {
        Bought ticket = buy(1).getFirst();
        List<WindowShopper> doors = List.of(door("North"), door("South"));
        doors.forEach(DoorPageTest::goesOffline);
        doors.forEach(each -> check(each, ticket.qr, "ADMITTED"));
        for (WindowShopper each : doors) {
            comesBack(each);
            has(each, "online");
        }
        assertThat(stand(doors.getFirst(), "conflicts")).hasCount(0);
        has(doors.getLast(), "conflicts");
        doors.getLast().sees("#conflicts", "North");
        doors.forEach(each -> check(each, ticket.code, "ALREADY_ADMITTED"));
        assertThat(admitted()).isEqualTo(1);
    }

    /** As older browsers are: some know the keys, and verify nothing by them. */
    @Test
    void aBrowserWithoutSignaturesSaysSoAndGoesOn() {
        List<Bought> tickets = buy(2);
        WindowShopper door = shopper("door", phone());
        door.page().addInitScript("""
                const verify = crypto.subtle.verify;
                crypto.subtle.verify = (algorithm, ...rest) => (algorithm.name ?? algorithm) === 'Ed25519'
                  ? Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError')) : verify.call(crypto.subtle, algorithm, ...rest);""");
        begin(signIn(door.open("/door"), Merchant.NAME), "North");
        door.find("#more summary").click();
        door.sees("#trust-words", "cannot verify signatures");
        check(door, tickets.get(0).qr, "ADMITTED");
        goesOffline(door);
        check(door, tickets.get(1).qr, "ADMITTED");
        check(door, tickets.get(1).code, "ALREADY_ADMITTED");
        Bought late = buy(sale, "{\"seats\": [\"A-5\"]}");
        check(door, late.qr, "UNKNOWN");
        door.sees("#answer", "cannot verify its signature");
        Axe.findsNothing(door.page(), "not in the list");
        comesBack(door);
        check(door, late.code, "ADMITTED");
        assertThat(admitted()).isEqualTo(3);
    }

    /** What a door says of the time is the server's. */
    @Test
    void aDeviceWhoseClockIsWrongTellsTheTimeOfTheServer() {
        Bought ticket = buy(1).getFirst();
        WindowShopper door = shopper("door", phone());
        door.page().addInitScript("""
                const Right = Date;
                const AHEAD = 3 * 3_600_000;
                globalThis.Date = class extends Right {
                  constructor(...given) { super(...(given.length ? given : [Right.now() + AHEAD])); }
                  static now() { return Right.now() + AHEAD; }
                };""");
        begin(signIn(door.open("/door"), Merchant.NAME), "North");
        door.find("#more summary").click();
        door.sees("#clock-words", "180 minutes ahead");
        Axe.findsNothing(door.page(), "a clock that is wrong");
        goesOffline(door);
        check(door, ticket.qr, "ADMITTED");
        comesBack(door);
        Answer again = client.as(Merchant.NAME, "merchant")
                .post("/v1/tickets/check", "{\"code\": \"" + ticket.code + "\", \"sale\": \"" + sale + "\"}")
                .expect(200);
        assertThat(Instant.parse(again.text("/admittedAt"))).isCloseTo(Instant.now(), within(Duration.ofMinutes(2)));
    }

    /** The list that is there decides without a network, and what is wrong with the newer one is said. */
    @Test
    void aListThatComesNoMoreIsSaidAndTheOneThatIsThereGoesOn() {
        Bought ticket = buy(1).getFirst();
        WindowShopper door = door("North");
        door.page()
                .route(
                        "**/v1/admin/sales/*/door?*",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setStatus(404)
                                .setContentType("application/problem+json")
                                .setBody("{}")));
        door.find("#more summary").click();
        door.find("#refresh").click();
        door.sees("#list-words", "no such sale of yours");
        Axe.findsNothing(door.page(), "no list any more");
        goesOffline(door);
        check(door, ticket.qr, "ADMITTED");
    }

    @Test
    void aCameraThatIsRefusedIsSaidAndCodesAreTyped() {
        Bought ticket = buy(1).getFirst();
        WindowShopper door = door("North");
        Map.of(
                        "NotAllowedError", "does not allow the camera",
                        "NotFoundError", "There is no camera",
                        "NotReadableError", "used by something else",
                        "OtherError", "did not start")
                .forEach((error, words) -> {
                    door.page()
                            .evaluate(
                                    "name => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name)); }",
                                    error);
                    door.find("#camera-on").click();
                    door.sees("#camera-error", words);
                    assertThat(door.find("#camera-on")).isFocused();
                    assertThat(door.find("#video")).isHidden();
                });
        Axe.findsNothing(door.page(), "the camera is refused");
        check(door, ticket.code, "ADMITTED");
    }

    /** Its light goes out when what reads its picture does not start. */
    @Test
    void aCameraThatNobodyReadsIsLetGo() throws IOException {
        Bought ticket = buy(1).getFirst();
        WindowShopper door = door("North");
        film(door, ticket.qr);
        door.page().evaluate("""
                () => {
                  window.tracks = [];
                  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
                  navigator.mediaDevices.getUserMedia = async (wanted) => {
                    const stream = await ask(wanted);
                    window.tracks.push(...stream.getTracks());
                    return stream;
                  };
                  delete globalThis.BarcodeDetector;
                  globalThis.Worker = class { constructor() { throw new Error('no workers'); } };
                }""");
        door.find("#camera-on").click();
        door.sees("#camera-error", "did not start");
        door.page()
                .waitForFunction(
                        "() => window.tracks.length && window.tracks.every(({ readyState }) => readyState === 'ended')");
    }

    @Test
    void whatIsNoCodeIsNotSent() {
        buy(1);
        WindowShopper door = door("North");
        AtomicInteger sent = new AtomicInteger();
        door.page().onRequest(request -> sent.addAndGet(request.url().endsWith("/check") ? 1 : 0));
        for (String nothing : List.of("", "   ")) {
            door.find("#code").fill(nothing);
            door.find("#typed button").click();
        }
        assertThat(door.find("#answer")).hasAttribute("data-result", "READY");
        assertThat(sent).hasValue(0);
        door.find("#code").fill("x".repeat(5_000));
        door.find("#typed button").dblclick();
        sees(door, "UNKNOWN");
        assertThat(sent).hasValue(1);
        door.find("#change").click();
        door.find("#gate").pressSequentially("x".repeat(70));
        assertThat(door.find("#gate").inputValue()).hasSize(60);
    }

    /** The answer was lost: what the list says then is the same admission. */
    @Test
    void anAnswerThatIsLostLetsNobodyInTwice() {
        Bought ticket = buy(1).getFirst();
        WindowShopper door = door("North");
        door.page().route("**/v1/tickets/check", BrowsedShop::loseTheAnswer, new Page.RouteOptions().setTimes(1));
        check(door, ticket.qr, "ADMITTED");
        hasNot(door, "waiting");
        assertThat(stand(door, "conflicts")).hasCount(0);
        assertThat(admitted()).isEqualTo(1);
    }

    /** Bought after the list: it is genuine, and somebody decides. */
    @Test
    void aTicketThatIsNewerThanTheListIsLeftToWhoStandsThere() {
        sell(sale, HALL);
        WindowShopper door = door("North");
        goesOffline(door);
        Bought late = buy(sale, "{\"seats\": [\"A-5\"]}");
        check(door, late.qr, "NEWER");
        Axe.findsNothing(door.page(), "newer than the list");
        door.find("#again").click();
        sees(door, "ADMITTED");
        comesBack(door);
        assertThat(admitted()).isEqualTo(1);
    }

    /** Whoever signs in next sends what is theirs to send, and the rest is kept. */
    @Test
    void whatIsNotSentYetOutlivesASignOutAndAnotherPerson() {
        Bought ticket = buy(1).getFirst();
        WindowShopper door = door("North");
        goesOffline(door);
        check(door, ticket.qr, "ADMITTED");
        door.find("#switch").click();
        door.sees("#trouble", "1 admission of this device has not been sent yet");

        door.loses(false);
        signIn(door, "rival");
        door.sees("#set-up-error", "no sale of yours");
        door.find("#switch").click();
        door.sees("#trouble", "has not been sent yet");
        assertThat(admitted()).isZero();

        signIn(door, Merchant.NAME);
        door.sees("#set-up-heading", "The door");
        Await.until("it is told", () -> admitted() == 1);
    }

    /** As of a sale that was given to another merchant meanwhile. */
    @Test
    void whatNobodyHereMaySendHoldsUpNothingElse() {
        Bought ticket = buy(1).getFirst();
        String otherSale = sale + "-b";
        sell(otherSale, HALL);
        Bought other = buy(otherSale, "{\"seats\": [\"A-2\"]}");
        WindowShopper door = door("North");
        for (String each : List.of(sale, otherSale)) {
            door.page().route("**/v1/admin/sales/" + each + "/door", route -> {
                if (route.request().method().equals("POST")) {
                    route.fulfill(new Route.FulfillOptions()
                            .setStatus(404)
                            .setContentType("application/problem+json")
                            .setBody("{\"status\": 404, \"reason\": \"NOT_FOUND\"}"));
                } else {
                    route.fallback();
                }
            });
        }
        standsAt(door, otherSale);
        goesOffline(door);
        check(door, other.qr, "ADMITTED");
        door.loses(false);
        door.sees("#list-words", "no such sale of yours");
        standsAt(door, sale);
        has(door, "elsewhere");
        goesOffline(door);
        check(door, ticket.qr, "ADMITTED");

        door.page().unroute("**/v1/admin/sales/" + otherSale + "/door");
        door.loses(false);

        hasNot(door, "elsewhere");
        has(door, "waiting");
        assertThat(client.as(Merchant.NAME, "merchant")
                        .get("/v1/admin/sales/" + otherSale + "/admissions")
                        .number("/admitted"))
                .isEqualTo(1);
        assertThat(admitted()).isZero();
    }

    /** Of a slow network: what there is to choose from is asked for anew while somebody chooses. */
    @Test
    void whatIsChosenBeforeTheSalesCameStaysChosen() {
        sell(sale, HALL);
        String otherSale = sale + "-b";
        sell(otherSale, HALL);
        WindowShopper door = door("North");
        standsAt(door, otherSale);
        String newer = sale + "-c";
        sell(newer, HALL);
        List<Route> held = new ArrayList<>();
        door.page().route(url -> url.contains("/v1/admin/doors"), held::add);

        door.find("#change").click();
        door.find("#sale").selectOption(sale);
        door.page().waitForCondition(() -> !held.isEmpty());
        held.getFirst().resume();

        assertThat(door.find("#sale option[value='" + newer + "']")).isAttached();
        assertThat(door.find("#sale")).hasValue(sale);
    }

    private static void standsAt(WindowShopper door, String sale) {
        door.find("#change").click();
        door.find("#sale").selectOption(sale);
        door.page()
                .waitForResponse(
                        answer -> answer.url().contains("/sales/" + sale + "/door")
                                && answer.request().method().equals("GET"),
                        () -> door.find("#set-up-form button").click());
        door.sees("#door-sale", "Evening of " + sale);
        has(door, "list");
    }

    @Test
    void aKeyOfTheDoorOpensItUntilItIsRevoked() {
        List<Bought> tickets = buy(2);
        Visitor owner = client.as(Merchant.NAME, "merchant");
        Answer made = owner.post("/v1/admin/keys", "{\"name\": \"gate\", \"scopes\": [\"check-in\"]}")
                .expect(201);
        WindowShopper door = shopper("device", phone());
        door.open("/door");
        door.page()
                .evaluate(
                        "(key) => localStorage.setItem('sluice.staff', JSON.stringify({ token: key, user: 'Gate' }))",
                        made.text("/key"));
        door.page().reload();
        begin(door, "North");
        check(door, tickets.get(0).qr, "ADMITTED");

        owner.delete("/v1/admin/keys/" + made.id()).expect(204);
        Await.until(
                "the key is forgotten",
                () -> client.anybody()
                                .withToken(made.text("/key"))
                                .get("/v1/admin/doors")
                                .status()
                        == 401);
        check(door, tickets.get(1).qr, "NOT_ALLOWED");
        door.sees("#denied", "Sign in again");
        assertThat(admitted()).isEqualTo(1);
    }

    /** By a film of a code that the shop's own page has drawn. */
    @Test
    void theCameraReadsACodeOnceHoweverLongItIsHeldThere() throws IOException {
        Bought ticket = buy(1).getFirst();
        WindowShopper door = door("North");
        assertThat(door.find("#video")).isHidden();
        film(door, ticket.qr);
        door.find("#camera-on").click();

        sees(door, "ADMITTED");
        assertThat(door.find("#video")).isVisible();
        Axe.findsNothing(door.page(), "the camera is on");
        assertThat(door.fitsTheScreen()).isTrue();
        door.find("#answer").evaluate("(answer) => { answer.dataset.seen = ''; }");
        int read = ((Number) door.page()
                        .evaluate("document.querySelector('#video').getVideoPlaybackQuality().totalVideoFrames"))
                .intValue();
        door.page()
                .waitForFunction(
                        "(n) => document.querySelector('#video').getVideoPlaybackQuality().totalVideoFrames > n",
                        read + 20);
        assertThat(door.find("#recent li")).hasCount(1);
        door.find("#camera-off").click();
        assertThat(door.find("#camera-on")).isFocused();
    }

    private void film(WindowShopper door, String text) throws IOException {
        @SuppressWarnings("unchecked")
        List<List<Boolean>> modules = (List<List<Boolean>>)
                door.page().evaluate("async (text) => (await import('/assets/qr.js')).qrModules(text)", text);
        int width = 640;
        int height = 480;
        int side = 9;
        byte[] luminance = new byte[width * height];
        Arrays.fill(luminance, (byte) 235);
        int left = (width - modules.size() * side) / 2;
        int top = (height - modules.size() * side) / 2;
        for (int y = 0; y < modules.size() * side; y++) {
            for (int x = 0; x < modules.size() * side; x++) {
                if (modules.get(y / side).get(x / side)) {
                    luminance[(top + y) * width + left + x] = 16;
                }
            }
        }
        byte[] chroma = new byte[width * height / 2];
        Arrays.fill(chroma, (byte) 128);
        ByteArrayOutputStream film = new ByteArrayOutputStream();
        film.write("YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n".getBytes(StandardCharsets.US_ASCII));
        for (int frame = 0; frame < 5; frame++) {
            film.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            film.write(luminance);
            film.write(chroma);
        }
        Files.write(folder.resolve("camera.y4m"), film.toByteArray());
    }

    @Test
    void itSpeaksChineseInTheDarkAndIsUsedByTheKeyboardAlone() {
        Bought ticket = buy(1).getFirst();
        WindowShopper door = shopper("zh", phone().setLocale("zh-CN").setColorScheme(ColorScheme.DARK));
        door.open("/door");
        door.find("#field-staff-name").fill(Merchant.NAME);
        door.find("#field-staff-name").press("Enter");
        assertThat(door.find("#sale option[value='" + sale + "']")).hasCount(1);
        Axe.findsNothing(door.page(), "choosing a sale");
        door.find("#sale").focus();
        door.find("#sale").selectOption(sale);
        door.page().keyboard().press("Tab");
        assertThat(door.find("#gate")).isFocused();
        door.page().keyboard().type("北门");
        door.page().keyboard().press("Enter");
        assertThat(door.find("#code")).isFocused();
        door.page().keyboard().type(ticket.code);
        door.page().keyboard().press("Enter");
        sees(door, "ADMITTED");
        door.sees("#answer", "请入场");
        assertThat(door.find("#code")).isFocused();
        // A scanner types wherever the keyboard is.
        door.find("#change").focus();
        door.page().keyboard().type("0000000000000000");
        door.page().keyboard().press("Enter");
        sees(door, "UNKNOWN");
        Axe.findsNothing(door.page(), "unknown, in the dark");
        assertThat(door.find("#stand")).hasText(Pattern.compile("已联网.*"));
    }

    private static final String STADIUM = """
            async () => {
              const { countOf, lookUp, merged, readList, ticketHash } = await import('/assets/door-list.js');
              const TICKETS = 60000;
              const took = (act) => { const began = performance.now(); const made = act(); return [made, performance.now() - began]; };
              const code = (i) => String(i).padStart(16, '0');
              const compare = (a, b) => { for (let i = 0; i < 11; i++) if (a[i] !== b[i]) return a[i] - b[i]; return 0; };
              const list = async (from, to, state) => {
                const entries = Array.from({ length: to - from }, (_, i) => Uint8Array.from([...ticketHash('stadium', code(from + i)), state])).sort(compare);
                const bytes = new Uint8Array(entries.length * 11);
                entries.forEach((entry, i) => bytes.set(entry, i * 11));
                const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
                const head = JSON.stringify({ sale: 'stadium', number: 7, at: new Date().toISOString(), next: '9', tickets: entries.length, sha256: hash });
                const signature = await crypto.subtle.sign('Ed25519', pair.privateKey, new TextEncoder().encode(`sluice-door-1:${head}`));
                const base64 = (from) => btoa(Array.from(new Uint8Array(from), (byte) => String.fromCharCode(byte)).join(''));
                return { head, kid: 'k', signature: base64(signature), entries: base64(bytes) };
              };
              const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
              const keys = [{ kid: 'k', x: (await crypto.subtle.exportKey('jwk', pair.publicKey)).x }];
              const body = await list(0, TICKETS, 0);
              const began = performance.now();
              const { entries, isVerified } = await readList(body, keys);
              const readMillis = performance.now() - began;
              const [found, lookMillis] = took(() => Array.from({ length: 10000 }, (_, i) => lookUp(entries, ticketHash('stadium', code(6 * i)))).filter(Boolean).length);
              const strangers = Array.from({ length: 1000 }, (_, i) => lookUp(entries, ticketHash('stadium', code(TICKETS + i)))).filter(Boolean).length;
              const changes = (await readList(await list(TICKETS - 100, TICKETS + 100, 1), keys)).entries;
              const [all, mergeMillis] = took(() => merged(entries, changes));
              return { isVerified, found, strangers, count: countOf(all), used: [TICKETS - 101, TICKETS - 1, TICKETS + 99].map((i) => lookUp(all, ticketHash('stadium', code(i))).isAdmitted),
                bytes: entries.byteLength, words: `60,000 tickets: read and verified in ${readMillis.toFixed(0)} ms, one looked up in ${(lookMillis / 10).toFixed(1)} µs, 200 changes merged in ${mergeMillis.toFixed(1)} ms, ${entries.byteLength} bytes` };
            }""";

    /** What it takes on this machine is printed. */
    @Test
    void asManyTicketsAsAStadiumHasAreTakenAlongAndFoundAtOnce() {
        Map<?, ?> figures = (Map<?, ?>) shopper("door").open("/door").page().evaluate(STADIUM);
        System.out.println(figures.get("words"));
        assertThat(figures.get("isVerified")).isEqualTo(true);
        assertThat(figures.get("found")).isEqualTo(10_000);
        assertThat(figures.get("strangers")).isEqualTo(0);
        assertThat(figures.get("count")).isEqualTo(60_100);
        assertThat(figures.get("used")).isEqualTo(List.of(false, true, true));
        assertThat(figures.get("bytes")).isEqualTo(660_000);
    }

    /** Nothing that the server did not sign is believed. */
    @Test
    void aListThatWasTamperedWithIsThrownAway() {
        buy(1);
        WindowShopper door = signIn(shopper("door", phone()).open("/door"), Merchant.NAME);
        door.page().route("**/v1/admin/sales/*/door*", DoorPageTest::tamper);
        assertThat(door.find("#sale option[value='" + sale + "']")).hasCount(1);
        door.find("#sale").selectOption(sale);
        door.find("#set-up-form button").click();
        has(door, "noList");
        door.find("#more summary").click();
        door.sees("#list-words", "not signed by the server");
    }

    private static void tamper(Route route) {
        APIResponse answer = route.fetch();
        route.fulfill(new Route.FulfillOptions()
                .setResponse(answer)
                .setBody(answer.text().replace("\\\"tickets\\\":1", "\\\"tickets\\\":0")));
    }

    @Test
    void theCameraIsForTheDoorAloneAndItsWorkerForItsPage() {
        Map<String, String> door =
                shopper("door").page().navigate(shop.url() + "/door").allHeaders();
        assertThat(door.get("permissions-policy")).contains("camera=(self)");
        assertThat(shopper("door")
                        .page()
                        .navigate(shop.url() + "/console")
                        .allHeaders()
                        .get("permissions-policy"))
                .contains("camera=()");
        Map<String, String> worker =
                shopper("door").page().navigate(shop.url() + "/door-worker.js").allHeaders();
        assertThat(worker.get("cache-control")).isEqualTo("no-cache");
        assertThat(worker.get("content-security-policy")).isEqualTo(door.get("content-security-policy"));
    }
}
