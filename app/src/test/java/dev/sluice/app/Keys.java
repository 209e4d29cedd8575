package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** Somebody who has a keyboard alone. */
final class Keys {
    /** Of Tab, on one page. */
    private static final int MOST_STOPS = 300;

    /** The place before all others. */
    private static final String TO_THE_BEGINNING = """
            () => {
              const start = document.createElement('span');
              start.tabIndex = -1;
              document.body.prepend(start);
              start.focus();
              start.remove();
              window.stops = [];
            }""";

    /** What is wrong with where the keyboard is; null behind the last place. A field of several parts shows by itself in which of them it is. */
    private static final String STOP = """
            () => {
              const at = document.activeElement;
              if (!at || at === document.body) return null;
              const before = window.stops.at(-1);
              const { top, bottom } = at.getBoundingClientRect();
              const outlined = [at, ...(at.parentElement ? [at.parentElement, at.closest('label')] : [])].filter(Boolean).some((each) => getComputedStyle(each).outlineStyle !== 'none');
              const wrong = [
                outlined || before === at ? '' : 'is not seen to have the keyboard',
                bottom > 0 && top < innerHeight ? '' : 'is out of sight',
                before && before !== at && !(before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING) ? 'comes before what was there before it' : '',
              ].filter(Boolean);
              window.stops.push(at);
              return wrong.map((each) => `${at.outerHTML.slice(0, 120)} ${each}`);
            }""";

    /** What can be used and was not come to; of a group of radio buttons one is enough. */
    private static final String MISSED = """
            () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [onclick], [role=button]')]
              .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled && each.type !== 'radio' && !window.stops.includes(each))
              .map((each) => each.outerHTML.slice(0, 120))""";

    private final WindowShopper who;
    private final Page page;

    Keys(WindowShopper who) {
        this.who = who;
        this.page = who.page();
    }

    /** From the beginning of a page Tab leads to all that can be used, in the order of the page, visibly, and out again. */
    void reachEverything(String state) {
        page.evaluate(TO_THE_BEGINNING);
        List<Object> wrong = new ArrayList<>();
        int stops = 0;
        for (; stops < MOST_STOPS; stops++) {
            page.keyboard().press("Tab");
            Object found = page.evaluate(STOP);
            if (found == null) {
                break;
            }
            wrong.addAll((List<?>) found);
        }
        assertThat(wrong).as(state).isEmpty();
        assertThat(stops).as("%s: Tab leads out again", state).isBetween(1, MOST_STOPS - 1);
        assertThat((List<?>) page.evaluate(MISSED)).as(state).isEmpty();
    }

    /** Goes on by Tab until it is there. */
    Keys to(String selector) {
        assertThat(who.find(selector).first()).isVisible();
        for (int i = 0; i < MOST_STOPS; i++) {
            if (isAt(selector)) {
                return this;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }

    Keys press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
        return this;
    }

    /** Instead of what is there. */
    Keys type(String text) {
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
        return this;
    }

    /** Waits until the keyboard is there: what changes a page may put it there a moment later. */
    void comesTo(String selector) {
        page.waitForFunction("selector => document.activeElement?.matches(selector)", selector);
    }

    private boolean isAt(String selector) {
        return Boolean.TRUE.equals(
                page.evaluate("selector => Boolean(document.activeElement?.matches(selector))", selector));
    }

    /** Says no by Escape and comes back to what asked; asks again, and says yes. */
    void confirmAt(String selector) {
        assertThat(who.find("#ask-no")).isFocused();
        press("Escape");
        assertThat(who.find("dialog")).hasCount(0);
        comesTo(selector);
        press("Enter", "Shift+Tab");
        assertThat(who.find("#ask-yes")).isFocused();
        press("Enter");
        assertThat(who.find("dialog")).hasCount(0);
    }
}
