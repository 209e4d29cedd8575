package dev.sluice.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Frames of the editor of halls while somebody selects rows of a large one with the mouse, moves them, and paints them; beside a mouse that moves over an empty page. */
final class EditorFrames {
    private static final int STEPS = 60;
    private static final int SEATS_IN_ROW = 100;
    private static final int EDGE = 3;
    private static final String EMPTY = "mouse over an empty page";

    private final Browser browser;
    private final URI server;
    private final int rows;
    private final Map<String, FrameTimes> frames = new LinkedHashMap<>();

    /** @param seats of the hall; of whole rows of {@value #SEATS_IN_ROW} */
    EditorFrames(Browser browser, URI server, int seats) {
        this.browser = browser;
        this.server = server;
        this.rows = seats / SEATS_IN_ROW;
    }

    void run(int rounds) {
        for (int round = 0; round <= rounds; round++) {
            if (round == 1) {
                frames.clear();
            }
            try (WatchedPage empty = WatchedPage.open(browser);
                    WatchedPage editor = WatchedPage.signedIn(browser, server)) {
                overEmpty(empty);
                inEditor(editor);
            }
        }
        IO.println("");
        IO.print(FrameTimes.headings());
        frames.forEach((name, each) -> IO.print(each.line(name, frames.get(EMPTY))));
    }

    private void overEmpty(WatchedPage empty) {
        empty.page().navigate("about:blank");
        measure(EMPTY, empty, () -> sweep(empty.page().mouse(), new Place(0, 0, 1_280, 800)));
    }

    private void inEditor(WatchedPage editor) {
        Page page = editor.page();
        page.navigate(server + "/console/seat-maps");
        page.locator("#draw-new").click();
        page.locator("#field-block-rows").fill("" + rows);
        page.locator("#field-block-seats").fill("" + SEATS_IN_ROW);
        page.locator("#field-block-bend").fill("120");
        page.locator("#block-add").click();
        page.locator("#plan-status")
                .getByText("%,d seats".formatted(rows * SEATS_IN_ROW))
                .waitFor();
        BoundingBox box = page.locator("#plan").boundingBox();
        Place plan = new Place(box.x, box.y, box.width, box.height);
        Mouse mouse = page.mouse();
        page.locator("#plan").press("Escape");
        measure("rows are selected", editor, () -> {
            mouse.move(plan.x(0), plan.y(0));
            mouse.down();
            mouse.move(plan.x(1), plan.y(1), slowly());
            mouse.up();
        });
        measure("rows are moved", editor, () -> {
            mouse.move(plan.x(0.5), plan.y(0.5));
            mouse.down();
            mouse.move(plan.x(0.7), plan.y(0.6), slowly());
            mouse.up();
        });
        page.locator("#undo").click();
        page.locator("#field-tier").fill("vip");
        page.locator("#tier-add").click();
        page.locator(".plan-tool:has(#tool-tier)").click();
        measure("rows are painted", editor, () -> sweep(mouse, plan));
    }

    private void measure(String name, WatchedPage page, Runnable act) {
        page.begin();
        act.run();
        page.end(frames.computeIfAbsent(name, _ -> new FrameTimes()));
    }

    /** To and fro, all over, with the button down. */
    private static void sweep(Mouse mouse, Place plan) {
        mouse.move(plan.x(0), plan.y(0.25));
        mouse.down();
        for (double y : new double[] {0.35, 0.45, 0.55, 0.65}) {
            mouse.move(plan.x(1), plan.y(y), slowly());
            mouse.move(plan.x(0), plan.y(y + 0.05), slowly());
        }
        mouse.up();
    }

    private static Mouse.MoveOptions slowly() {
        return new Mouse.MoveOptions().setSteps(STEPS);
    }

    /** Where something is on the page, with a little left out around it. */
    private record Place(double left, double top, double width, double height) {
        double x(double share) {
            return left + EDGE + share * (width - 2 * EDGE);
        }

        double y(double share) {
            return top + EDGE + share * (height - 2 * EDGE);
        }
    }
}
