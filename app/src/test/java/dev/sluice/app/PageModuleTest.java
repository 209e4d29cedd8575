package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.ReaderException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pure modules of the pages, in a browser without a server. */
final class PageModuleTest {
    private static Page page;

    @BeforeAll
    static void openPage() {
        page = ModulePage.open(TestBrowser.chromium());
    }

    @AfterAll
    static void close() {
        TestBrowser.closeWindows();
    }

    @Test
    void theServersClockIsKnownBetterWithEveryAnswerHoweverLongItWasAwaited() {
        Object known = page.evaluate("""
                async () => {
                  const { bounds, narrowed } = await import('/assets/clock.js');
                  const awaited = bounds({ sentAt: 0, receivedAt: 1000, serverMillis: 10990 });
                  const quick = bounds({ sentAt: 2000, receivedAt: 2020, serverMillis: 12010 });
                  const both = narrowed(awaited, quick);
                  const set = narrowed(both, bounds({ sentAt: 3000, receivedAt: 3010, serverMillis: 99000 }));
                  return [awaited, quick, both, set].map((one) => one.least + '..' + one.most).join(' ');
                }""");

        assertThat(known).isEqualTo("9990..10991 9990..10011 9990..10011 95990..96001");
    }

    @Test
    void theServersClockIsTheMiddleOfWhatIsKnownAndIsLearntAnewByASync() {
        Object off = page.evaluate("""
                async () => {
                  const { ServerClock } = await import('/assets/clock.js');
                  const now = performance.now();
                  performance.now = () => now; // no time passes between two looks
                  const clock = new ServerClock(async () => performance.now() + 7000);
                  clock.hear({ sentAt: now - 100, receivedAt: now, serverMillis: now + 500000 });
                  const heard = clock.now() - performance.now();
                  await clock.sync();
                  const synced = clock.now() - now;
                  delete performance.now;
                  return [heard > 499990 && heard < 500110, Math.abs(synced - 7000) < 50].join(' ');
                }""");

        assertThat(off).isEqualTo("true true");
    }

    /** By people of any name, and of a token that says nothing about them: who it is stays open then, and nothing breaks. */
    @Test
    void whatATokenSaysOfItsOwnerIsRead() {
        Object said = page.evaluate("""
                async () => {
                  const { claimsOf } = await import('/assets/token.js');
                  const token = (claims) => {
                    const bytes = new TextEncoder().encode(claims);
                    return 'x.' + btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') + '.y';
                  };
                  const known = claimsOf(token('{"sub": "小明 ÿþ?>", "roles": ["merchant"]}'));
                  const nobody = [token('null'), token('{'), 'x.%%.y', 'x', ''].map((each) => JSON.stringify(claimsOf(each)));
                  return [known.sub, known.roles, ...nobody].join(' ');
                }""");

        assertThat(said).isEqualTo("小明 ÿþ?> merchant {} {} {} {} {}");
    }

    /** Content is there before the time is: what has not opened by the server does not open by a clock that runs ahead. */
    @Test
    void nothingOpensByAClockThatNobodyHasCompared() {
        Object shown = page.evaluate("""
                async () => {
                  const { ServerClock } = await import('/assets/clock.js');
                  const now = performance.now();
                  performance.now = () => now;
                  const clock = new ServerClock(async () => Date.now() + 90_000);
                  const opens = Date.now() - 60_000;
                  clock.holdBefore(opens);
                  const before = [clock.isKnown, clock.now() < opens];
                  await clock.sync();
                  const known = clock.aheadOf(1000);
                  const other = new ServerClock();
                  other.recall(known, 1000);
                  const after = [clock.isKnown, clock.now() > opens + 140_000, Math.abs(other.now() - clock.now()) < 1, other.uncertainMillis < 1_000];
                  delete performance.now;
                  return [...before, ...after].join(' ');
                }""");

        assertThat(shown).isEqualTo("false true true true true true");
    }

    @Test
    void whoWaitsIsToldHowLongAndWhatTheChanceIs() {
        Object told = page.evaluate("""
                async () => {
                  const { standing, pollMillis, rangeWords } = await import('/assets/waiting-time.js');
                  const queue = { phase: 'SERVING', opensAt: '2026-01-01T00:00:00Z', serving: 100, last: 900, ratePerMinute: 60, inside: 10, shows: 0.5,
                    left: 100, poll: { floorSeconds: 2, ceilingSeconds: 30, jitter: 0.3 } };
                  const nowMillis = Date.parse('2026-01-01T01:00:00Z');
                  const at = (index, more = {}) => standing({ queue: { ...queue, ...more }, index, nowMillis });
                  const ranges = [at(130), at(100), at(900), at(130, { phase: 'PAUSED' })].map(({ range }) => `${range.fromSeconds}-${range.toSeconds}`);
                  const chances = [at(130), at(240), at(400), at(130, { left: 0 }), at(90)].map(({ chance }) => chance);
                  const polls = [[at(100), 0.5], [at(130), 0], [at(130), 1], [at(900), 0.5]].map(([one, random]) => pollMillis(queue, one.range, random));
                  const words = [{ fromSeconds: 0, toSeconds: 50 }, { fromSeconds: 10, toSeconds: 130 }, { fromSeconds: 130, toSeconds: 400 },
                    { fromSeconds: 9000, toSeconds: 18000 }, { fromSeconds: 70 }, { fromSeconds: 5 }].map(rangeWords);
                  return [ranges, chances, polls.map(Math.round), words].map((list) => list.map(String).join('|')).join(' / ');
                }""");

        assertThat(told)
                .isEqualTo(
                        "20-61|0-1|533-1601|20-undefined / good|fair|small|none|undefined / 2000|4270|7930|30000 / "
                                + "Less than a minute to go, as far as one can tell.|Up to 3 minutes to go, as far as one can tell."
                                + "|2 to 7 minutes to go, as far as one can tell.|2 to 5 hours to go, as far as one can tell.|At least one minute to go.|");
    }

    /** Of one block, of the longest that is one, of the shortest that is two, and of more; and what the proof of work makes of it. */
    @Test
    void pagesHashAsEverybodyDoesAndFindTheNumberBehindAHash() {
        Object found = page.evaluate("""
                async () => {
                  const { sha256 } = await import('/assets/sha256.js');
                  const { findNumber } = await import('/assets/proof-of-work.js');
                  const hex = (text) => Array.from(sha256(text), (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
                  const hashes = ['', 'abc', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), 'x'.repeat(1000)].map(hex);
                  const challenge = hex('salt?expires=1&4711');
                  const numbers = [4711, 5000, 4710].map((maxnumber) => findNumber({ challenge, salt: 'salt?expires=1&', maxnumber }));
                  return [...hashes, ...numbers.map(String)].join(' ');
                }""");

        String hashes = Stream.of("", "abc", "x".repeat(55), "x".repeat(56), "x".repeat(64), "x".repeat(1_000))
                .map(PageModuleTest::sha256)
                .collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(hashes + " 4711 4711 undefined");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A price that is read as a thousandth of what was meant is worse than one that is asked for again. */
    @Test
    void moneyIsReadAsItIsTypedAndNotGuessed() {
        Object read = page.evaluate("""
                async () => {
                  const { amountOf } = await import('/assets/form-money.js');
                  const euros = ['4000', '4,000', '4,000.50', '4.000,50', '4.000.000', '4000,5', '4.50', '4.5000', '４０００', "4'000", '0', '4.000', '4000,000', '1.2.3', '4.505', '-1', '']
                    .map((text) => amountOf(text, 'EUR'));
                  return [...euros, amountOf('4.000', 'JPY'), amountOf('4,000', 'JPY'), amountOf('4.000', 'KWD')].map(String).join(' ');
                }""");

        assertThat(read)
                .isEqualTo("400000 400000 400050 400050 400000000 400050 450 450 400000 400000 0"
                        + " undefined undefined undefined undefined undefined undefined undefined 4000 4000");
    }

    @Test
    void rowsOfAMapAreReadHoweverTheyAreSaid() {
        List<?> seats = (List<?>) page.evaluate("""
                async () => {
                  const { SeatMap } = await import('/assets/seat-map.js');
                  const { noteWords, seatWords } = await import('/assets/seat-words.js');
                  const map = new SeatMap({ focalPoint: { x: 0, y: 0 }, tier: 'stalls', sections: [
                    { id: 's', name: 'South', rows: [
                      { label: 'A', seats: '7-1/2', x: 5, dx: 20, restrictedView: ['1'] },
                      { label: 'B', tier: 'rear', seats: ['1', { label: '1', id: 'king', tier: 'stalls', y: 99 }], x: [3, 9], y: 40 }] },
                    { id: 't', rows: [{ label: 'A', seats: '1-2', accessible: ['2'] }] }] }, ['rear', 'stalls']);
                  return Array.from({ length: map.count }, (_, i) => [
                    map.name(i), map.seat(map.name(i)), map.tier[i], map.x[i], map.y[i], seatWords(map, i), ...noteWords(map, i)].join('|'));
                }""");

        assertThat(seats)
                .hasToString(List.of(
                                "s-A-7|0|1|5|10|South, row A, seat 7",
                                "s-A-5|1|1|25|10|South, row A, seat 5",
                                "s-A-3|2|1|45|10|South, row A, seat 3",
                                "s-A-1|3|1|65|10|South, row A, seat 1|Restricted view",
                                "s-B-1|4|0|3|40|South, row B, seat 1",
                                "king|5|1|9|99|South, row B, seat 1",
                                "t-A-1|6|1|0|30|Section t, row A, seat 1",
                                "t-A-2|7|1|10|30|Section t, row A, seat 2|Wheelchair place")
                        .toString());
    }

    @Test
    void movedSeatsAreInTheirNewTierUntilTheyAreMovedBack() {
        Object tiers = page.evaluate("""
                async () => {
                  const { SeatMap } = await import('/assets/seat-map.js');
                  const map = new SeatMap({ sections: [{ id: 's', tier: 'a', rows: [{ label: 'A', seats: '1-4' }] }] }, ['a', 'b']);
                  map.move([{ tier: 'b', seats: [1, 2, 3] }]);
                  const moved = map.tier.join('') + map.sections[0].tier;
                  map.move([]);
                  return [moved, map.tier.join('') + map.sections[0].tier].join(' ');
                }""");

        assertThat(tiers).isEqualTo("01111 00000");
    }

    @Test
    void freeSeatsFollowTheChanges() {
        Object free = page.evaluate("""
                async () => {
                  const { SeatState } = await import('/assets/seat-state.js');
                  const state = new SeatState({ version: '1', free: btoa(String.fromCharCode(0b10000001, 0b00000010)) });
                  const free = () => Array.from({ length: 16 }, (_, i) => i).filter((i) => state.isFree(i)).join();
                  const before = free();
                  state.change({ version: '2', freed: [8], taken: [0, 9] });
                  return [before, free(), state.version, state.count(0, 8)].join(' ');
                }""");

        assertThat(free).isEqualTo("0,7,9 7,8 2 1");
    }

    @Test
    void nearestSeatIsFoundAndOnlyWithinReach() {
        Object found = page.evaluate("""
                async () => {
                  const { SeatMap } = await import('/assets/seat-map.js');
                  const map = new SeatMap({ sections: [{ id: 's', tier: 'a', rows: [
                    { label: 'A', seats: '1-50' }, { label: 'B', seats: '1-50' }] }] }, ['a']);
                  return [map.nearest(204, 19, 10), map.nearest(204, 200, 10), map.pitch].join(' ');
                }""");

        assertThat(found).isEqualTo("70 -1 10");
    }

    @Test
    void zoomKeepsWhatIsPointedAtAndStaysWithinBounds() {
        Object camera = page.evaluate("""
                async () => {
                  const { Camera } = await import('/assets/camera.js');
                  const camera = new Camera({ left: 0, top: 0, right: 1000, bottom: 500 }, 10);
                  camera.resize(800, 600);
                  const before = camera.toPlane(300, 250);
                  camera.zoom(3, 300, 250);
                  const after = camera.toPlane(300, 250);
                  const kept = Math.hypot(before[0] - after[0], before[1] - after[1]) < 1e-6;
                  camera.zoom(1000);
                  const closest = camera.scale === camera.closest;
                  camera.zoom(1 / 1000);
                  return [kept, closest, camera.isWhole, camera.x, camera.y].join(' ');
                }""");

        assertThat(camera).isEqualTo("true true true 500 250");
    }

    @Test
    void timesAreThoseOfThePlace() {
        Object times = page.evaluate("""
                async () => {
                  const { timeOfDay, travelTime, laterDays, dayOf } = await import('/assets/travel.js');
                  const [departs, arrives] = ['2026-12-01T23:10:00Z', '2026-12-02T06:05:00Z'];
                  return [timeOfDay(departs, 'Europe/Zurich'), dayOf(departs, 'Europe/Zurich'), laterDays('2026-12-01T21:40:00Z', arrives, 'Europe/Zurich'),
                    timeOfDay('2026-12-01T08:03:00+08:00'), travelTime(departs, arrives)].join(' ');
                }""");

        assertThat(times).isEqualTo("00:10 2026-12-02 +1 day 08:03 6 h 55 min");
    }

    @Test
    void aDrawIsWhereTheClockAndTheServerSayItIs() {
        Object phases = page.evaluate("""
                async () => {
                  const { phaseAt } = await import('/assets/draw-state.js');
                  const sale = { status: 'SCHEDULED', opensAt: '2026-12-01T00:10:00Z', closesAt: '2026-12-01T02:00:00Z',
                    order: { entriesFrom: '2026-12-01T00:00:00Z', entriesUntil: '2026-12-01T00:05:00Z', payWithinSeconds: 60 } };
                  const at = (time, draw, more) => phaseAt({ ...sale, ...more }, draw, Date.parse(`2026-12-01T${time}Z`));
                  const gathers = { ...sale.order, lotteryShare: 0.5, gatherFrom: sale.order.entriesFrom };
                  return [at('00:00:00', undefined, { order: { ...sale.order, entriesFrom: '2026-12-01T00:01:00Z' } }), at('00:04:59'), at('00:05:00'),
                    at('00:04:59', { phase: 'SEALED' }), at('00:11:00', { phase: 'SEALED' }), at('00:11:00', { phase: 'DRAWN' }),
                    at('02:00:00', { phase: 'SEALED' }), at('02:00:00', { phase: 'DRAWN' }), at('00:05:00', undefined, { order: gathers }),
                    at('00:09:59', undefined, { order: { gatherFrom: '2026-12-01T00:00:00Z' } }), at('00:10:00', undefined, { order: { gatherFrom: '2026-12-01T00:00:00Z' } })].join(' ');
                }""");

        assertThat(phases)
                .isEqualTo("BEFORE ENTERING SEALED SEALED SEALED DRAWN CALLED_OFF DRAWN ENTERING ENTERING SEALED");
    }

    /** Whatever a server says of an entry, a person is told something, and offered no more than there is. */
    @Test
    void everyEntryIsToldInWords() {
        Object told = page.evaluate("""
                async () => {
                  const { entryWords } = await import('/assets/draw-state.js');
                  const sale = { order: { entriesUntil: '2026-12-01T00:05:00Z', payWithinSeconds: 60 } };
                  const said = (phase, entry) => {
                    const words = entryWords({ sale, entry, phase, what: '2 × Ticket' });
                    return words ? words.id + (words.changed ? '+change' : '') + (words.paid ? '+pay' : '') : 'nothing';
                  };
                  const won = (status) => ({ status: 'WON', reservation: { status } });
                  return [said('BEFORE', null), said('ENTERING', null), said('ENTERING', { status: 'ENTERED' }), said('SEALED', { status: 'ENTERED' }),
                    said('SEALED', null), said('DRAWN', { status: 'ENTERED' }), said('DRAWN', won('HELD')), said('DRAWN', won('CONFIRMED')),
                    said('DRAWN', won('EXPIRED')), said('DRAWN', { status: 'WAITLISTED', rank: 3 }), said('DRAWN', { status: 'LOST', place: 9 }),
                    said('DRAWN', { status: 'WITHDRAWN' }), said('DRAWN', { status: 'SOMETHING_NEW' }), said('CALLED_OFF', { status: 'ENTERED' })].join(' ');
                }""");

        assertThat(told)
                .isEqualTo("nothing nothing ENTERED+change SEALED NONE DRAWN WON+pay CONFIRMED EXPIRED WAITLISTED LOST"
                        + " WITHDRAWN DRAWN CALLED_OFF");
    }

    @Test
    void whetherADrawCanBeProvenIsSaidInWords() {
        List<?> words = (List<?>) page.evaluate("""
                async () => {
                  const { proofWords, missingWords, spell } = await import('/assets/draw-state.js');
                  const of = (fairness, draw) => proofWords({ fairness }, draw);
                  const quicknet = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971';
                  const both = of({ parties: ['a', 'b'], beacon: { chain: quicknet, round: 20000000 } });
                  return [of({ parties: ['a'], unproven: true }).words, String(both.provable), both.words.includes('2 parties') && both.words.includes('drand quicknet'),
                    of({ parties: ['a', 'b'] }, { phase: 'DRAWN', proven: false }).words, missingWords({ commitments: ['a'], beacon: true }), missingWords({}),
                    spell(1), spell(120), spell(90), spell(172800)].map(String);
                }""");

        assertThat(words)
                .hasToString(List.of(
                                "Not provable: the merchant asks you to trust them.",
                                "true",
                                "true",
                                "Not proven: it was drawn without a value that had been promised.",
                                "It waits for the secret of one party and the value of the beacon: without it nobody can"
                                        + " draw, neither the shop.",
                                "",
                                "one second",
                                "2 minutes",
                                "90 seconds",
                                "2 days")
                        .toString());
    }

    /** What a browser saw before a draw stays as it was first seen. */
    @Test
    void whatWasNotedOfADrawIsNotForgottenForWhatIsSaidLater() {
        Object noted = page.evaluate("""
                async () => {
                  const { note, noted, promiseText } = await import('/assets/noted.js');
                  note('s', { promise: promiseText({ parties: ['a', 'b'] }) });
                  note('s', { promise: promiseText({ parties: ['c', 'd'] }), root: 'first', entries: 2 });
                  note('s', { root: 'second', entries: 3 });
                  const { promise, root, entries } = noted('s');
                  return [promise, root, entries, String(noted('other'))].join(' ');
                }""");

        assertThat(noted).isEqualTo("[[\"a\",\"b\"],null,false] first 2 undefined");
    }

    /** By the letter of RFC 5545: the zone comes along, what means something is escaped, and no line is longer than 75 octets. */
    @Test
    void anEventIsACalendarFile() {
        String file = (String) page.evaluate("""
                async () => {
                  const { calendar } = await import('/assets/calendar.js');
                  return calendar({ uid: '1@shop.test', stamp: '2026-11-27T01:02:03.456Z', starts: '2026-12-31T11:30:00Z', ends: '2026-12-31T14:00:00Z',
                    timeZone: 'Asia/Shanghai', title: 'Rock, pop; "all" \\\\ night', place: '国家体育场'.repeat(9), words: 'one\\ntwo', url: 'https://shop.test/reservations/1' });
                }""");

        assertThat(file).endsWith("END:VCALENDAR\r\n");
        List<String> lines = file.lines().toList();
        assertThat(lines)
                .allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75)
                .contains(
                        "DTSTART;TZID=Asia/Shanghai:20261231T193000",
                        "DTEND;TZID=Asia/Shanghai:20261231T220000",
                        "DTSTAMP:20261127T010203Z",
                        "TZID:Asia/Shanghai",
                        "TZOFFSETTO:+0800",
                        "UID:1@shop.test",
                        "SUMMARY:Rock\\, pop\\; \"all\" \\\\ night",
                        "DESCRIPTION:one\\ntwo");
        assertThat(file.replace("\r\n ", "")).contains("LOCATION:" + "国家体育场".repeat(9) + "\r\n");
    }

    /** An event over the night in which clocks are set has no one offset. */
    @Test
    void anEventOverAChangeOfClocksIsToldInUtc() {
        String file = (String) page.evaluate("""
                async () => (await import('/assets/calendar.js')).calendar({ uid: '1@shop.test', stamp: '2026-01-01T00:00:00Z', starts: '2026-10-24T22:00:00Z',
                  ends: '2026-10-25T02:00:00Z', timeZone: 'Europe/Zurich', title: 'Night' })""");

        assertThat(file)
                .contains("DTSTART:20261024T220000Z", "DTEND:20261025T020000Z")
                .doesNotContain("VTIMEZONE");
    }

    /** Texts of all lengths, in codes of every size that is drawn, as a scanner reads them. */
    @Test
    void codesAreReadByAScanner() throws ReaderException {
        for (String of : List.of("Ticket-0123456789é", "SL1QR234")) {
            for (int length :
                    List.of(1, 15, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 504, 624)) {
                String text = of.repeat(80).substring(0, length);
                assertThat(new Decoder().decode(modules(text)).getText()).isEqualTo(text);
            }
        }
    }

    private static BitMatrix modules(String text) {
        List<?> rows = (List<?>) page.evaluate(
                "async (text) => (await import('/assets/qr.js')).qrModules(text).map((row) => row.map(Number).join(''))",
                text);
        BitMatrix code = new BitMatrix(rows.size());
        for (int y = 0; y < rows.size(); y++) {
            for (int x = 0; x < rows.size(); x++) {
                if (rows.get(y).toString().charAt(x) == '1') {
                    code.set(x, y);
                }
            }
        }
        return code;
    }

    /** What doors read has to fit a code that a weak camera reads from a phone. */
    @Test
    void aSignedCodeIsSmall() {
        assertThat(modules("S".repeat(154)).getHeight()).isEqualTo(41);
    }
}
