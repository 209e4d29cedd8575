package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.gateway.auth.TicketCodes;
import dev.sluice.gateway.auth.TicketKey;
import dev.sluice.json.JsonTree;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The entrance, from the ticket that somebody bought to whoever stands at the door, online and offline. */
final class DoorTest extends SharedSluice {
    private static final String CHECK = "/v1/tickets/check";
    private static final AtomicInteger LAST = new AtomicInteger();

    private final String sale = "door-" + LAST.incrementAndGet();
    private final Visitor ann = sluice.user("ann-" + sale);

    /** A ticket as its owner sees it. */
    private record Bought(String reservation, String id, String code, String qr) {}

    private Bought buy() {
        return buy(sale, sluice.merchant());
    }

    private Bought buy(String of, Visitor merchant) {
        if (sluice.sales.find(of) == null) {
            merchant.post("/v1/admin/sales", TestSale.of(of).units(10).json()).expect(201);
        }
        String id = ann.with("Prefer", "wait=10").buy(of, "key", 1).expect(201).id();
        ann.click(id, "pay");
        ann.awaitReservation(id, "CONFIRMED");
        Answer bought = ann.get(RESERVATIONS + id).expect(200);
        return new Bought(
                id, bought.text("/tickets/0/id"), bought.text("/tickets/0/code"), bought.text("/tickets/0/qr"));
    }

    private static String json(Object... fields) {
        Map<String, Object> tree = new TreeMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            tree.put((String) fields[i], fields[i + 1]);
        }
        return JsonTree.text(tree);
    }

    private Answer check(Object... fields) {
        return check(sluice.merchant(), fields);
    }

    private static Answer check(Visitor who, Object... fields) {
        return who.post(CHECK, json(fields)).expect(200);
    }

    private Visitor machine(String scopes) {
        Answer made = sluice.merchant()
                .post("/v1/admin/keys", "{\"name\": \"door\", \"scopes\": [" + scopes + "]}")
                .expect(201);
        Visitor machine = sluice.visitor().withToken(made.text("/key"));
        Await.until("the key is known", () -> machine.get(ADMIN + "nothing").status() != 401);
        return machine;
    }

    @Test
    void aTicketIsAdmittedOnceAndSaysThenWhenAndWhere() {
        Bought ticket = buy();
        Answer first = check("qr", ticket.qr, "gate", "North 2");
        assertThat(first.text("/result")).isEqualTo("ADMITTED");
        assertThat(first.text("/gate")).isEqualTo("North 2");
        assertThat(first.text("/ticket/id")).isEqualTo(ticket.id);
        assertThat(first.at("/ticket/qr")).as("its owner's alone").isNull();

        Answer second = check("code", ticket.code, "gate", "South");
        assertThat(second.text("/result")).isEqualTo("ALREADY_ADMITTED");
        assertThat(second.text("/gate")).isEqualTo("North 2");
        assertThat(second.text("/admittedAt")).isEqualTo(first.text("/admittedAt"));
        Answer history = sluice.merchant().get("/v1/admin/reservations/" + ticket.reservation + "/history");
        int admitted = history.texts("/events", "/what").indexOf("ADMITTED");
        assertThat(history.text("/events/" + admitted + "/note")).isEqualTo("North 2");
        assertThat(history.text("/events/" + admitted + "/at")).isEqualTo(first.text("/admittedAt"));
        assertThat(history.text("/events/" + admitted + "/tickets/0")).isEqualTo(ticket.id);
        assertBalanced(sale);
    }

    @Test
    void itsOwnerAloneSeesWhatItsQrCodeSays() {
        Bought ticket = buy();
        assertThat(ticket.qr).matches("SL1[A-Z2-7]{130,151}");
        assertThat(ann.get("/v1/me/tickets").text("/tickets/0/qr")).isEqualTo(ticket.qr);
        for (Visitor other : List.of(sluice.merchant(), sluice.operator())) {
            assertThat(other.get(ADMIN + sale + "/reservations").body())
                    .contains(ticket.code)
                    .doesNotContain(ticket.qr);
        }
        sluice.merchant()
                .post("/v1/admin/reservations/" + ticket.reservation + "/refund", "")
                .expect(200);
        assertThat(ann.get(RESERVATIONS + ticket.reservation).body()).doesNotContain("SL1");
        assertThat(ann.get("/v1/me/tickets").at("/tickets/0/qr")).isNull();
    }

    @Test
    void aCodeIsTakenAsPeopleTypeItAndAQrCodeInItsPlace() {
        Bought ticket = buy();
        String typed =
                ticket.code.toLowerCase().replace("-", " ").replace('0', 'o').replace('1', 'l');
        assertThat(check("code", typed, "scan", "s").text("/result")).isEqualTo("ADMITTED");
        for (String same : List.of(typed, ticket.code.replace("-", ""), ticket.qr, " " + ticket.qr.toLowerCase())) {
            for (String field : List.of("code", "qr")) {
                assertThat(check(field, same, "scan", "s", "sale", sale).text("/result"))
                        .as(same)
                        .isEqualTo("ADMITTED");
            }
        }
        assertThat(check(sluice.operator(), "code", typed, "sale", sale).text("/result"))
                .isEqualTo("ALREADY_ADMITTED");
    }

    /** The answer was lost, and the door asks again. */
    @Test
    void theSameScanIsTheSameAdmission() {
        Bought ticket = buy();
        Answer first = check("qr", ticket.qr, "scan", "scan-1", "gate", "N");
        assertThat(check("qr", ticket.qr, "scan", "scan-1", "gate", "N").json()).isEqualTo(first.json());
        assertThat(check("qr", ticket.qr, "scan", "scan-2", "gate", "N").text("/result"))
                .isEqualTo("ALREADY_ADMITTED");
    }

    @Test
    void aTicketThatWasRefundedIsRefusedAndWhoWasInBeforeIsTold() {
        Bought ticket = buy();
        Bought used = buy(sale + "-b", sluice.merchant());
        check("qr", used.qr, "gate", "N");
        for (Bought each : List.of(ticket, used)) {
            sluice.merchant()
                    .post("/v1/admin/reservations/" + each.reservation + "/refund", "")
                    .expect(200);
        }
        Answer refused = check("qr", ticket.qr);
        assertThat(refused.text("/result")).isEqualTo("REFUNDED");
        assertThat(refused.at("/admittedAt")).isNull();
        assertThat(check("code", ticket.code).text("/result")).isEqualTo("REFUNDED");
        Answer later = check("qr", used.qr);
        assertThat(later.text("/result")).isEqualTo("REFUNDED");
        assertThat(later.text("/gate")).isEqualTo("N");
        assertThat(sluice.merchant().get(ADMIN + sale + "-b/admissions").number("/refundedLater"))
                .isEqualTo(1);
        assertBalanced(sale + "-b");
    }

    /** Nothing tells a ticket of somebody else's from one that is not there. */
    @Test
    void anothersTicketIsUnknownWordForWord() {
        Bought theirs = buy(sale, sluice.merchant("rival-" + sale));
        Bought ours = buy(sale + "-ours", sluice.merchant());
        Answer none = check("code", "0000-0000-0000-0000");
        assertThat(none.json()).isEqualTo(Map.of("result", "UNKNOWN", "reason", "NO_SUCH_TICKET"));
        assertThat(check("qr", theirs.qr).json()).isEqualTo(none.json());
        assertThat(check("code", theirs.code).json()).isEqualTo(none.json());
        assertThat(sluice.merchant()
                        .post(CHECK, json("qr", theirs.qr, "sale", sale))
                        .expect(404)
                        .json())
                .isEqualTo(sluice.merchant()
                        .post(CHECK, json("qr", theirs.qr, "sale", "nothing"))
                        .expect(404)
                        .json());
        assertThat(check("qr", ours.qr, "sale", sale + "-ours").text("/result")).isEqualTo("ADMITTED");
        assertThat(check(sluice.merchant("rival-" + sale), "qr", theirs.qr).text("/result"))
                .isEqualTo("ADMITTED");
        assertThat(sluice.user("eve").post(CHECK, json("qr", theirs.qr)).status())
                .isEqualTo(403);
    }

    /** A good ticket at the wrong door. */
    @Test
    void aTicketOfAnotherSaleOfTheSameMerchantIsSentThere() {
        Bought tonight = buy();
        Bought tomorrow = buy(sale + "-tomorrow", sluice.merchant());
        Answer wrong = check("qr", tomorrow.qr, "sale", sale);
        assertThat(wrong.json())
                .isEqualTo(Map.of("result", "UNKNOWN", "reason", "OTHER_SALE", "sale", sale + "-tomorrow"));
        assertThat(check("code", tomorrow.code, "sale", sale).text("/reason")).isEqualTo("NO_SUCH_TICKET");
        assertThat(check("qr", tomorrow.qr, "sale", sale + "-tomorrow").text("/result"))
                .isEqualTo("ADMITTED");
        assertThat(check("qr", tonight.qr, "sale", sale).text("/result")).isEqualTo("ADMITTED");
    }

    @Test
    void whatIsForgedCutOffOrHugeLetsNobodyIn() throws Exception {
        Bought ticket = buy();
        String other = ticket.qr.substring(0, 40) + (ticket.qr.charAt(40) == 'A' ? 'B' : 'A') + ticket.qr.substring(41);
        assertThat(check("qr", other).text("/reason")).isEqualTo("FORGED");
        assertThat(check("qr", signedByAnother(ticket.qr)).text("/reason")).isEqualTo("UNKNOWN_KEY");
        for (String unreadable : List.of(
                ticket.qr.substring(0, 120),
                ticket.qr + "AAAA",
                "SL2" + ticket.qr.substring(3),
                "https://example.com/",
                "x".repeat(1_000),
                "💥".repeat(100))) {
            Answer answer = check("qr", unreadable);
            assertThat(answer.text("/result")).isEqualTo("UNKNOWN");
            assertThat(answer.text("/reason")).as(unreadable).isIn("UNREADABLE", "FORGED");
        }
        assertThat(check("code", "what is this").text("/reason")).isEqualTo("UNREADABLE");
        Visitor mia = sluice.merchant();
        assertThat(mia.post(CHECK, json("qr", "A".repeat(1_001))).expect(400).text("/errors/0/pointer"))
                .isEqualTo("/qr");
        assertThat(mia.post(CHECK, json("qr", "A".repeat(20_000))).status()).isEqualTo(413);
        for (String wrong : List.of(
                "{}",
                json("code", ticket.code, "qr", ticket.qr),
                json("code", 5),
                json("code", ticket.code, "gate", "x".repeat(61)),
                json("code", ticket.code, "scan", ""),
                json("code", ticket.code, "scan", "x".repeat(65)),
                json("code", ticket.code, "door", "north"),
                json("code", "a\0b"))) {
            mia.post(CHECK, wrong).expect(400);
        }
        sluice.operator().post(CHECK, json("code", ticket.code)).expect(400);
        assertThat(check("qr", ticket.qr).text("/result")).as("after all that").isEqualTo("ADMITTED");
    }

    /** The same content under a key of somebody's own. */
    private static String signedByAnother(String qr) throws Exception {
        byte[] bytes = Base32Text.decode(qr.substring(3));
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        System.arraycopy(MessageDigest.getInstance("SHA-256").digest(raw), 0, bytes, 0, 4);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update("sluice-ticket-1:".getBytes(StandardCharsets.US_ASCII));
        signature.update(bytes, 0, bytes.length - 64);
        System.arraycopy(signature.sign(), 0, bytes, bytes.length - 64, 64);
        return "SL1" + Base32Text.encode(bytes);
    }

    /** Base 32 of RFC 4648 by the bits. */
    private static final class Base32Text {
        private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

        static byte[] decode(String text) {
            byte[] bytes = new byte[text.length() * 5 / 8];
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                int value = ALPHABET.indexOf(text.charAt(bit / 5)) >> (4 - bit % 5) & 1;
                bytes[bit / 8] |= (byte) (value << (7 - bit % 8));
            }
            return bytes;
        }

        static String encode(byte[] bytes) {
            StringBuilder text = new StringBuilder();
            for (int from = 0; from < bytes.length * 8; from += 5) {
                int value = 0;
                for (int bit = from; bit < from + 5; bit++) {
                    value = value << 1 | (bit < bytes.length * 8 ? bytes[bit / 8] >> (7 - bit % 8) & 1 : 0);
                }
                text.append(ALPHABET.charAt(value));
            }
            return text.toString();
        }
    }

    @Test
    void aKeyOfTheDoorOpensTheDoorAlone() {
        Bought ticket = buy();
        Visitor door = machine("\"check-in\"");
        assertThat(check(door, "qr", ticket.qr, "gate", "N").text("/result")).isEqualTo("ADMITTED");
        door.get(ADMIN + sale + "/door").expect(200);
        for (String path : List.of(ADMIN + sale, ADMIN + sale + "/reservations", ADMIN + sale + "/admissions")) {
            assertThat(door.get(path).status()).as(path).isEqualTo(403);
        }
        Visitor reader = machine("\"read\", \"sell\"");
        assertThat(reader.post(CHECK, json("qr", ticket.qr)).status()).isEqualTo(403);
        assertThat(reader.get(ADMIN + sale + "/door").status()).isEqualTo(403);
        assertThat(sluice.stored("SELECT admitted_by || ' ' || (by_key IS NOT NULL) || ' ' || gate FROM admission"
                        + " WHERE ticket = '" + ticket.id + "'"))
                .isEqualTo("mia true N");
        assertThat(sluice.stored("SELECT count(*) FROM deed WHERE act = 'POST " + CHECK + "' AND key = (SELECT by_key"
                        + " FROM admission WHERE ticket = '" + ticket.id + "')"))
                .isEqualTo("1");
    }

    @Test
    void ofManyDoorsAtOnceOneLetsIn() {
        Bought ticket = buy();
        List<CompletableFuture<Answer>> all = IntStream.range(0, 20)
                .mapToObj(i -> sluice.merchant().postLater(CHECK, json("qr", ticket.qr, "gate", "gate-" + i)))
                .toList();
        List<String> results = all.stream()
                .map(answer -> answer.join().expect(200).text("/result"))
                .toList();
        assertThat(results).filteredOn("ADMITTED"::equals).hasSize(1);
        assertThat(results).filteredOn("ALREADY_ADMITTED"::equals).hasSize(19);
    }

    /** As docs/operating/door.md says, with the public key alone. */
    @Test
    void aDoorThatIsOfflineCanCheckByTheListAndThePublicKeyAlone() throws Exception {
        Bought ticket = buy();
        Answer list = sluice.merchant().get(ADMIN + sale + "/door").expect(200);
        Map<String, Object> head = verified(list);
        assertThat(head.get("sale")).isEqualTo(sale);
        assertThat(head.get("since")).isNull();
        assertThat(status(list, ticket.code)).isZero();
        assertThat(status(list, "0000-0000-0000-0000")).as("no ticket's").isEqualTo(-1);
        assertThat(list.body()).doesNotContain(ticket.code);
        String etag = list.header("ETag");
        assertThat(sluice.merchant()
                        .with("If-None-Match", etag)
                        .get(ADMIN + sale + "/door")
                        .status())
                .isEqualTo(304);

        check("code", ticket.code);

        Answer changes = sluice.merchant()
                .get(ADMIN + sale + "/door?since=" + head.get("next"))
                .expect(200);
        assertThat(verified(changes).get("since")).isEqualTo(head.get("next"));
        assertThat(status(changes, ticket.code)).isEqualTo(1);
        assertThat(sluice.merchant()
                        .with("If-None-Match", etag)
                        .get(ADMIN + sale + "/door")
                        .status())
                .as("it has changed")
                .isEqualTo(200);
        sluice.merchant()
                .post("/v1/admin/reservations/" + ticket.reservation + "/refund", "")
                .expect(200);
        assertThat(status(sluice.merchant().get(ADMIN + sale + "/door"), ticket.code))
                .isEqualTo(3);
        for (String wrong : List.of("x", "-1", "1".repeat(19))) {
            sluice.merchant().get(ADMIN + sale + "/door?since=" + wrong).expect(400);
        }
    }

    /** The head of a list whose signature and hash are good. */
    private static Map<String, Object> verified(Answer list) throws Exception {
        Map<String, Object> key = sluice.visitor().get("/v1/keys/tickets").expect(200).list("/keys").stream()
                .map(one -> JsonTree.cast((Map<?, ?>) one))
                .filter(one -> one.get("kid").equals(list.text("/kid")))
                .findFirst()
                .orElseThrow();
        String head = list.text("/head");
        byte[] entries = Base64.getDecoder().decode(list.text("/entries"));
        TicketKey published = new TicketKey(Base64.getUrlDecoder().decode((String) key.get("x")));
        byte[] signature = Base64.getDecoder().decode(list.text("/signature"));
        byte[] message = ("sluice-door-1:" + head).getBytes(StandardCharsets.UTF_8);
        assertThat(published.verifies(message, signature)).isTrue();
        assertThat(published.verifies(("sluice-door-1:" + head + " ").getBytes(StandardCharsets.UTF_8), signature))
                .isFalse();
        Map<String, Object> read = JsonTree.object(head);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(entries)))
                .isEqualTo(read.get("sha256"));
        assertThat(entries.length).isEqualTo(11 * ((Number) read.get("tickets")).intValue());
        return read;
    }

    /** What a list says of a code; -1 if nothing. */
    private int status(Answer list, String code) throws Exception {
        byte[] entries = Base64.getDecoder().decode(list.text("/entries"));
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(("sluice-code-1:" + sale + ":" + code.replace("-", "")).getBytes(StandardCharsets.UTF_8));
        for (int at = 0; at < entries.length; at += 11) {
            if (Arrays.equals(entries, at, at + 10, hash, 0, 10)) {
                return entries[at + 10];
            }
        }
        return -1;
    }

    @Test
    void whatDoorsDidOfflineIsToldAndContradictionsAreListed() {
        Bought ticket = buy();
        Visitor north = machine("\"check-in\"");
        Visitor south = machine("\"check-in\"");
        String before = sluice.clock.instant().minusSeconds(600).toString();
        String first = batch(json("qr", ticket.qr, "scan", "n-1", "gate", "North", "at", before));
        String second = batch(
                json("code", ticket.code, "scan", "s-1", "gate", "South", "at", before),
                json("code", "0000-0000-0000-0000", "scan", "s-2", "at", before));
        String path = ADMIN + sale + "/door";

        Answer told = north.post(path, first).expect(200);
        assertThat(told.text("/results/0/result")).isEqualTo("ADMITTED");
        assertThat(told.text("/results/0/admittedAt")).isEqualTo(before);
        assertThat(told.number("/conflicts")).isZero();
        assertThat(north.post(path, first).expect(200).json()).as("sent again").isEqualTo(told.json());

        Answer late = south.post(path, second).expect(200);
        assertThat(late.text("/results/0/result")).isEqualTo("ALREADY_ADMITTED");
        assertThat(late.text("/results/0/gate")).isEqualTo("North");
        assertThat(late.text("/results/1/result")).isEqualTo("UNKNOWN");
        assertThat(late.number("/conflicts")).isEqualTo(2);

        Answer stand = sluice.merchant().get(ADMIN + sale + "/admissions").expect(200);
        assertThat(stand.number("/valid")).isEqualTo(1);
        assertThat(stand.number("/admitted")).isEqualTo(1);
        assertThat(stand.list("/conflicts")).hasSize(1);
        assertThat(stand.text("/conflicts/0/gate")).isEqualTo("South");
        assertThat(stand.text("/conflicts/0/what")).isEqualTo("ALREADY_ADMITTED");
        assertThat(check("qr", ticket.qr).text("/admittedAt")).isEqualTo(before);
        for (String wrong : List.of(
                "{}",
                "{\"admissions\": []}",
                batch(json("code", ticket.code, "at", before)),
                batch(json("code", ticket.code, "scan", "x")),
                batch(json("scan", "x", "at", before)),
                batch(json("code", ticket.code, "scan", "x", "at", "yesterday")))) {
            south.post(path, wrong).expect(400);
        }
        assertThat(sluice.merchant("rival").post(path, first).status()).isEqualTo(404);
    }

    /** A clock that begins at its beginning, as that of a device whose battery was empty, keeps nothing from being told. */
    @Test
    void whatADoorWithoutAClockDidIsTaken() {
        Bought ticket = buy();
        String scan = json("code", ticket.code, "scan", "r-1", "at", "1970-01-01T00:00:00Z");

        Answer told = machine("\"check-in\"")
                .post(ADMIN + sale + "/door", batch(scan))
                .expect(200);

        assertThat(told.text("/results/0/result")).isEqualTo("ADMITTED");
        assertThat(check("code", ticket.code).text("/result")).isEqualTo("ALREADY_ADMITTED");
    }

    private static String batch(String... admissions) {
        return "{\"admissions\": [" + String.join(", ", admissions) + "]}";
    }

    /** More than other requests may have, and not without end. */
    @Test
    void aWholeNightIsToldAtOnce() {
        buy();
        String before = sluice.clock.instant().toString();
        String[] night = IntStream.range(0, 1_000)
                .mapToObj(i -> json("code", "0000-0000-0000-" + (1_000 + i), "scan", "s" + i, "at", before))
                .toArray(String[]::new);
        Answer told =
                sluice.merchant().post(ADMIN + sale + "/door", batch(night)).expect(200);
        assertThat(told.list("/results")).hasSize(1_000);
        String[] more = Arrays.copyOf(night, 1_001);
        more[1_000] = night[0];
        sluice.merchant().post(ADMIN + sale + "/door", batch(more)).expect(400);
        assertThat(sluice.merchant()
                        .send("POST", ADMIN + sale + "/door", BodyPublishers.ofByteArray(new byte[1_100_000]))
                        .status())
                .isIn(413, 415);
    }

    /** Tickets are out for months: whoever signed them, their key stays published. */
    @Test
    void aKeyThatSignsNoMoreStaysPublished() throws Exception {
        byte[] raw = new byte[32];
        KeyPair old = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = old.getPublic().getEncoded();
        System.arraycopy(encoded, encoded.length - 32, raw, 0, 32);
        Bought ticket = buy();
        sluice.forge("INSERT INTO ticket_key VALUES ('\\x" + HexFormat.of().formatHex(raw)
                + "', now() - interval '1 year')");

        byte[] bytes = Base32Text.decode(ticket.qr.substring(3));
        System.arraycopy(MessageDigest.getInstance("SHA-256").digest(raw), 0, bytes, 0, 4);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(old.getPrivate());
        signature.update("sluice-ticket-1:".getBytes(StandardCharsets.US_ASCII));
        signature.update(bytes, 0, bytes.length - 64);
        ByteBuffer.wrap(bytes).put(bytes.length - 64, signature.sign());

        Await.until(
                "the key is known",
                () -> check("qr", "SL1" + Base32Text.encode(bytes), "scan", "s")
                        .text("/result")
                        .equals("ADMITTED"));
        assertThat(sluice.visitor().get("/v1/keys/tickets").texts("/keys", "/x"))
                .contains(Base64.getUrlEncoder().withoutPadding().encodeToString(raw));
        assertThat(TicketCodes.read(ticket.code)).isEqualTo(Arrays.copyOfRange(bytes, 7, 17));
    }
}
