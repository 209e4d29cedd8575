package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whether everybody can use a page, as far as axe-core can tell: WCAG 2.2, levels A and AA, and its good practices. */
final class Axe {
    private static final String SCRIPT = read();
    /** What is found while colours change is looked at again once they have: a button that an answer enables may begin to at any time. */
    private static final String VIOLATIONS = """
            async () => {
              let moved;
              const begins = () => { moved = true; };
              const kinds = ['transitionrun', 'animationstart'];
              for (const kind of kinds) document.addEventListener(kind, begins, true);
              const moving = () => document.getAnimations().filter((each) => each.effect.getTiming().iterations !== Infinity);
              let found;
              for (let tries = 0; tries < 5 && (tries === 0 || (found.length && (moved || moving().length))); tries++) {
                moved = false;
                await Promise.all(moving().map((each) => each.finished.catch(() => 0)));
                found = (await axe.run(document, { resultTypes: ['violations'] })).violations;
              }
              for (const kind of kinds) document.removeEventListener(kind, begins, true);
              return found.map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
            }""";

    private Axe() {}

    /** Of the page as it stands, with what moves having come to rest. */
    static void findsNothing(Page page, String state) {
        if (!Boolean.TRUE.equals(page.evaluate("'axe' in window"))) { // half a megabyte, once a document
            page.evaluate(SCRIPT);
        }
        assertThat((List<?>) page.evaluate(VIOLATIONS))
                .as("%s at %s", state, page.url())
                .isEmpty();
    }

    private static String read() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
