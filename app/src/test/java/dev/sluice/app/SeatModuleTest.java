package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.sluice.format.plan.SeatMaps;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the map of seats is made of, in a browser without a server: where things are, what is painted, and what it costs. */
final class SeatModuleTest {
    private static Page page;

    /** Halls of different shapes; {@code open(document)} makes a map of one, all in its own tiers. */
    private static final String HALLS = """
            window.random = (seed) => () => { seed = (seed * 1664525 + 1013904223) >>> 0; return seed / 2 ** 32; };
            window.openHall = async (document) => {
              const { SeatMap } = await import('/assets/seat-map.js');
              const tiers = [...new Set([document.tier, ...document.sections.flatMap((s) => [s.tier, ...s.rows.map((r) => r.tier)])].filter(Boolean))];
              return new SeatMap(document, tiers);
            };
            window.halls = {
              small: { tier: 'a', sections: [{ id: 'main', rows: [{ label: 'A', seats: '1-7' }, { label: 'B', seats: '1-7' }] }] },
              one: { tier: 'a', sections: [{ id: 'box', rows: [{ label: 'A', seats: '1-1' }] }] },
              wide: { tier: 'a', sections: [{ id: 'bench', rows: [{ label: 'A', seats: '1-200' }] }] },
              tall: { tier: 'a', sections: [{ id: 'bus', rows: Array.from({ length: 60 }, (_, i) => ({ label: String(i), seats: '1-2' })) }] },
              apart: { tier: 'a', focalPoint: { x: -4000, y: 9000 }, sections: [
                { id: 'near', rows: [{ label: 'A', seats: '1-10', x: 0, y: 0 }] }, { id: 'far', rows: [{ label: 'A', seats: '1-10', x: 400000, y: 300000 }] }] },
              behind: { tier: 'a', focalPoint: { x: 50, y: 500 }, sections: [{ id: 's', rows: [{ label: 'A', seats: '1-12', y: 0 }, { label: 'B', seats: '1-12', y: 10 }] }] },
              aside: { tier: 'a', focalPoint: { x: -90, y: 20 }, sections: [{ id: 's', rows: [{ label: 'A', seats: '1-12', y: 0 }, { label: 'B', seats: '1-12', y: 40 }] }] },
            };
            """;

    @BeforeAll
    static void openPage() {
        page = ModulePage.open(TestBrowser.chromium());
        page.evaluate(HALLS);
        for (var hall : List.of(SeatMaps.theatre(), SeatMaps.stadium())) {
            String document = new String(SeatMaps.toJson(hall), StandardCharsets.UTF_8);
            page.evaluate(
                    "document => { window.halls[document.length > 100000 ? 'stadium' : 'theatre'] = JSON.parse(document); }",
                    document);
        }
    }

    @AfterAll
    static void close() {
        TestBrowser.closeWindows();
    }

    /** However somebody drags and zooms, and whatever the window: some seat is in view. */
    @Test
    void someOfTheHallIsAlwaysInView() {
        Object blank = page.evaluate("""
                async () => {
                  const { Camera } = await import('/assets/camera.js');
                  const { around } = await import('/assets/seat-map.js');
                  const { stageOf } = await import('/assets/seat-stage.js');
                  const blank = [];
                  for (const [name, document] of Object.entries(halls)) {
                    const map = await openHall(document);
                    const next = random(7);
                    for (const [width, height] of [[320, 240], [390, 500], [1280, 600], [60, 700]]) {
                      const camera = new Camera(around([map.box, stageOf(map).box]), map.pitch, map);
                      camera.resize(width, height);
                      for (let i = 0; i < 300; i++) {
                        if (next() < 0.5) camera.zoom(Math.exp((next() - 0.4) * 4), next() * width, next() * height);
                        else if (next() < 0.1) camera.resize(width * (0.5 + next()), height);
                        else camera.pan((next() - 0.5) * 3 * width, (next() - 0.5) * 3 * height);
                        if (!map.hasSeatIn(camera.view())) blank.push(`${name} ${width}x${height} ${i}`);
                      }
                      camera.showAll();
                      const { left, top, right, bottom } = camera.view(map.pitch * 0.01);
                      const { box } = map;
                      if (box.left < left || box.right > right || box.top < top || box.bottom > bottom) blank.push(`${name} whole`);
                    }
                  }
                  return blank.slice(0, 5).join('; ');
                }""");

        assertThat(blank).isEqualTo("");
    }

    @Test
    void theStageStandsWhereSeatsLookAndOnNoSeat() {
        List<?> stages = (List<?>) page.evaluate("""
                async () => {
                  const { stageOf } = await import('/assets/seat-stage.js');
                  const told = [];
                  for (const [name, document] of Object.entries(halls)) {
                    const map = await openHall(document);
                    const { box, isPitch } = stageOf(map);
                    const above = box.bottom < map.box.top + (map.box.bottom - map.box.top) * 0.2;
                    const side = isPitch ? 'pitch' : box.bottom <= map.box.top || above ? 'front' : box.top >= map.box.bottom ? 'back' : box.right <= map.box.left ? 'left' : 'else';
                    told.push(`${name} ${side}${map.hasSeatIn(box) ? ' on seats' : ''}`);
                  }
                  return told;
                }""");

        assertThat(stages.stream().map(String::valueOf))
                .containsExactly(
                        "small front",
                        "one front",
                        "wide front",
                        "tall front",
                        "apart left",
                        "behind back",
                        "aside left",
                        "theatre front",
                        "stadium pitch");
    }

    /** From any seat, keys lead to every other one; none leads nowhere. */
    @Test
    void arrowsLeadToEverySeat() {
        Object missed = page.evaluate("""
                async () => {
                  const { stepFrom } = await import('/assets/seat-steps.js');
                  const missed = [];
                  for (const name of ['small', 'one', 'tall', 'theatre']) {
                    const map = await openHall(halls[name]);
                    const seen = new Set([map.count >> 1]);
                    for (const seat of seen) {
                      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) seen.add(stepFrom(map, seat, key));
                    }
                    if (seen.size !== map.count || seen.has(undefined)) missed.push(`${name}: ${seen.size} of ${map.count}`);
                  }
                  const map = await openHall(halls.stadium);
                  // In a stand at the side, rows go from top to bottom: the key down leads along one.
                  const row = map.sections.find(({ id }) => id === '101').rows[3];
                  const there = stepFrom(map, row.first + 4, 'ArrowDown');
                  const back = stepFrom(map, there, 'ArrowUp');
                  const outward = map.rowOf(stepFrom(map, row.first + 4, 'ArrowRight'));
                  const ends = [stepFrom(map, row.first + 4, 'Home') === row.first, stepFrom(map, row.first + 4, 'End') === row.end - 1];
                  const section = map.rowOf(stepFrom(map, row.first, 'PageDown')).section - row.section;
                  return [missed.join(), Math.abs(there - row.first - 4), back === row.first + 4, outward !== row, ...ends, section, stepFrom(map, 0, 'x')].join(' ');
                }""");

        assertThat(missed).isEqualTo(" 1 true true true true 1 ");
    }

    /** Nobody's processor is asked for more in one frame than a few thousand seats, however many there are. */
    @Test
    void aFrameNeverPaintsMoreThanItsShare() {
        Object painted = page.evaluate("""
                async () => {
                  const { Camera } = await import('/assets/camera.js');
                  const { PIECE, SeatSheets, WORK_A_FRAME } = await import('/assets/seat-sheet.js');
                  const { readTheme } = await import('/assets/seat-paint.js');
                  const map = await openHall(halls.stadium);
                  const canvas = document.createElement('canvas');
                  canvas.width = 1280;
                  canvas.height = 700;
                  const camera = new Camera(map.box, map.pitch, map);
                  camera.resize(1280, 700);
                  const sheets = new SeatSheets();
                  const scene = { map, camera, theme: { ...readTheme(document.body), tiers: Array(8).fill('#123456'), pale: Array(8).fill('#abcdef') },
                    isFree: (seat) => seat % 3 > 0, isShown: () => true, labelOf: () => ({ names: ['Block'], free: 1, freeWords: '1 free' }) };
                  let most = 0;
                  let frames = 0;
                  const settle = (now) => {
                    for (let more = true; more && frames < 5000; frames++) {
                      more = sheets.paint(canvas.getContext('2d'), scene, 1, now += 100, () => undefined);
                      most = Math.max(most, sheets.work);
                    }
                    return now;
                  };
                  let now = settle(0);
                  const steps = [];
                  for (const pitch of [5, 7, 10, 20, 44]) {
                    camera.showAll();
                    camera.zoom(pitch / (map.pitch * camera.scale), 900, 350);
                    const before = frames;
                    now = settle(now);
                    steps.push(frames - before);
                  }
                  sheets.change(scene, Array.from({ length: 300 }, (_, i) => i * 7));
                  const after = sheets.paint(canvas.getContext('2d'), scene, 1, now + 100, () => undefined);
                  return { most, bound: WORK_A_FRAME + 5 * PIECE, longest: Math.max(...steps), after };
                }""");

        var told = (Map<?, ?>) painted;
        assertThat(((Number) told.get("most")).intValue())
                .isGreaterThan(1_000)
                .isLessThanOrEqualTo(((Number) told.get("bound")).intValue());
        assertThat(((Number) told.get("longest")).intValue())
                .as("frames until all is sharp")
                .isBetween(2, 40);
        assertThat(told.get("after")).as("what others take costs no new sheet").isEqualTo(false);
    }

    /** Prints how smooth the stadium is on a processor that is slower by so much; what a frame may cost is bounded in seats, not in time. */
    @Test
    void sixtyThousandSeatsMoveOnASlowProcessor() {
        CDPSession session = page.context().newCDPSession(page);
        for (int slower : List.of(4, 6)) {
            JsonObject rate = new JsonObject();
            rate.addProperty("rate", slower);
            session.send("Emulation.setCPUThrottlingRate", rate);
            Map<?, ?> told = (Map<?, ?>) page.evaluate("""
                    async () => {
                      const { seatView } = await import('/assets/seat-view.js');
                      const { PIECE, WORK_A_FRAME } = await import('/assets/seat-sheet.js');
                      const map = await openHall(halls.stadium);
                      const canvas = document.createElement('canvas');
                      canvas.style.cssText = 'position: fixed; left: 0; top: 0; width: 390px; height: 500px';
                      document.body.append(canvas);
                      const nothing = () => undefined;
                      const view = seatView(canvas, { map, pick: nothing, hover: nothing, hoverSection: nothing, visit: nothing, held: nothing, stageWords: () => 'Pitch',
                        state: { isFree: (seat) => seat % 3 > 0, isChosen: () => false, chosen: () => [], isShown: () => true, labelOf: () => ({ names: ['Block', '1'], free: 9, freeWords: '9 free' }) } });
                      const frame = () => new Promise(requestAnimationFrame);
                      await frame();
                      await frame();
                      const times = [];
                      let most = 0;
                      const frames = async (number, act) => {
                        let before = await frame();
                        for (let i = 0; i < number; i++) {
                          act(i);
                          view.repaint();
                          const now = await frame();
                          times.push(now - before);
                          before = now;
                          most = Math.max(most, view.work());
                        }
                      };
                      await frames(25, () => view.camera.zoom(1.12, 200, 60));
                      await frames(25, (i) => view.camera.pan(14, i % 5));
                      await frames(15, () => view.camera.zoom(1 / 1.1, 200, 250));
                      await frames(25, (i) => view.camera.pan(-20, 9));
                      canvas.remove();
                      times.sort((a, b) => a - b);
                      return { frames: times.length, median: times[times.length >> 1], slow: times[Math.floor(times.length * 0.95)], most, bound: WORK_A_FRAME + 5 * PIECE };
                    }""");
            System.out.printf(
                    "60,000 seats, processor %d times slower: a frame takes %.0f ms, one in twenty more than %.0f ms; it painted %s of %s at most%n",
                    slower,
                    ((Number) told.get("median")).doubleValue(),
                    ((Number) told.get("slow")).doubleValue(),
                    told.get("most"),
                    told.get("bound"));
            assertThat(((Number) told.get("most")).intValue()).isBetween(1, ((Number) told.get("bound")).intValue());
        }
        session.detach();
    }

    /** Far away sections have their names, near by rows have their letters at both ends, and at last seats have their numbers. */
    @Test
    void whatIsWrittenOnTheMapFollowsTheDistance() {
        List<?> written = (List<?>) page.evaluate("""
                async () => {
                  const { paintLabel, paintRowLabel, paintSeats } = await import('/assets/seat-brush.js');
                  const map = await openHall(halls.theatre);
                  const words = [];
                  const context = new Proxy({}, { set: () => true, get: (_, name) => name === 'measureText' ? (text) => ({ width: text.length * 6 })
                    : (...args) => { if (name === 'fillText') words.push(args[0]); } });
                  const scene = { map, theme: { tiers: [], pale: [] }, isFree: (seat) => seat !== 2, isShown: () => true };
                  const at = (pitch) => ({ scale: pitch / map.pitch, toPixels: (x, y) => [x * pitch / map.pitch, y * pitch / map.pitch] });
                  const all = (pitch) => {
                    words.length = 0;
                    paintRowLabel(context, at(pitch), map.rows[0], scene);
                    paintSeats(context, at(pitch), scene, 0, 5);
                    return words.join();
                  };
                  const label = (pitch) => {
                    words.length = 0;
                    paintLabel(context, at(pitch), map.sections[0], scene, { names: ['Stalls', 'St'], free: 5, freeWords: '5 free' });
                    return words.join();
                  };
                  return [all(6), all(14), all(30), label(3), label(0.8), label(0.4)];
                }""");

        assertThat(written.stream().map(String::valueOf))
                .containsExactly("", "A,A", "A,A,1,2,4,5", "Stalls,5 free", "St", "");
    }

    @Test
    void thingsHaveOneNameEach() {
        List<?> names = (List<?>) page.evaluate("""
                async () => {
                  const { placeWords, sectionWords, seatsWords, shortNames } = await import('/assets/seat-words.js');
                  const map = await openHall(halls.stadium);
                  return [['Block 101', '7', 'A12', 'B', 'VIP', 'Upper 11', '东'].map(sectionWords), shortNames(['Block 101', 'Block 102']), shortNames(['Lower 11', 'Upper 11']),
                    shortNames(['Stalls', 'Circle']), [placeWords({ sectionName: '7', row: 'C' }, ['1']), placeWords({ row: 'Row C' }, ['Seat 1', '2']),
                    seatsWords(map, [1, 0, map.rows[30].first])]].map((list) => list.join(' | '));
                }""");

        assertThat(names.stream().map(String::valueOf))
                .containsExactly(
                        "Block 101 | Section 7 | Section A12 | Section B | VIP | Upper 11 | Section 东",
                        "101 | 102",
                        "Lower 11 | Upper 11",
                        "Stalls | Circle",
                        "Section 7, row C, seat 1 | Row C, seats 1, 2 | Block 101, row 1, seats 1, 2 · Block 102, row 6, seat 1");
    }

    /** What people type, paste or leave out; what they get to hear of it. */
    @Test
    void onlyWholeNumbersAreTaken() {
        List<?> told = (List<?>) page.evaluate("""
                async () => {
                  const { quantityField, read } = await import('/assets/quantity.js');
                  const field = quantityField('q');
                  field.limit(4, 3);
                  const said = ['1', '１', ' 3 ', '٢', '4', '5', '1.5', '1,5', '0', '', '-1', '2e1', 'two', '9999999999'].map((text) => {
                    field.element.querySelector('input').value = text;
                    return `${text}: ${field.get()} ${field.problem() ?? ''}`.trim();
                  });
                  const [fewer, more] = field.element.querySelectorAll('button');
                  const input = field.element.querySelector('input');
                  const after = (button) => { button.click(); return input.value; };
                  field.set('1.5');
                  const steps = [after(more), after(more), after(more), after(more), after(fewer), after(fewer), after(fewer)];
                  field.limit(undefined, undefined);
                  return [...said, steps.join(), JSON.stringify(read('１２'))];
                }""");

        assertThat(told.stream().map(String::valueOf))
                .containsExactly(
                        "1: 1",
                        "１: 1",
                        "3 : 3",
                        "٢: 2",
                        "4: 0 Only 3 left.",
                        "5: 0 At most 4 a person.",
                        "1.5: 0 Whole numbers only.",
                        "1,5: 0 Whole numbers only.",
                        "0: 0 At least 1.",
                        ": 0 Say how many.",
                        "-1: 0 At least 1.",
                        "2e1: 0 Whole numbers only.",
                        "two: 0 Whole numbers only.",
                        "9999999999: 0 That is too many.",
                        "1,2,3,3,2,1,1",
                        "{\"number\":12}");
    }
}
