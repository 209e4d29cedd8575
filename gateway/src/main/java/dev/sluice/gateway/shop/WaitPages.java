package dev.sluice.gateway.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.auth.QueueTickets;
import dev.sluice.gateway.document.QueueJson;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.BuiltPages;
import dev.sluice.gateway.http.PageWords;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.gateway.lane.Refusals;
import dev.sluice.sale.Guards;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.SaleStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * {@code /sales/{sale}/wait}: the waiting room for browsers without scripts. The page is written here, with what is to be said of the ticket in its address, and
 * asks for itself again by itself. What is in it from outside is text. Used by one event loop.
 */
public final class WaitPages {
    private static final String PATH = "/sales/:sale/wait";
    private static final int SECONDS = 60;

    private final Callers callers;
    private final Desks desks;
    private final WaitingRooms rooms;
    private final SlowLane slowLane;
    private final InstantSource clock;
    /** A token for whoever says who they are; null where that is not enough. */
    private final UnaryOperator<String> demoToken;

    public WaitPages(
            Callers callers,
            Desks desks,
            WaitingRooms rooms,
            SlowLane slowLane,
            InstantSource clock,
            UnaryOperator<String> demoToken) {
        this.callers = callers;
        this.desks = desks;
        this.rooms = rooms;
        this.slowLane = slowLane;
        this.clock = clock;
        this.demoToken = demoToken;
    }

    public void mount(Router router) {
        router.get("/sales/:sale").handler(WaitPages::turnOff);
        router.get(PATH).handler(this::show);
        Bodies.takenBy(router.post(PATH)).handler(this::take);
    }

    /** The page with scripts sends those who run none here. */
    private static void turnOff(RoutingContext context) {
        if ("wait".equals(context.request().query())) {
            see(context, "/sales/" + encoded(context.pathParam("sale")) + "/wait");
        } else {
            context.next();
        }
    }

    private static void see(RoutingContext context, String location) {
        context.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, location)
                .end();
    }

    private void show(RoutingContext context) {
        SaleDesk sale = waited(context);
        QueueTickets.Ticket ticket = rooms.read(sale, context.request().getParam("ticket", ""));
        PageWords words = PageWords.asked(context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        context.response().headers().set(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        Answers.page(context.response(), 200, page(sale, ticket, words));
    }

    private SaleDesk waited(RoutingContext context) {
        SaleDesk sale = desks.named(context);
        if (!WaitingRooms.has(sale)) {
            throw new ProblemException(Problem.notFound("nobody has to wait for this sale"));
        }
        return sale;
    }

    /** The form says who one is, as no script can: by the token that the shop put into it. */
    private void take(RoutingContext context) {
        SaleDesk sale = waited(context);
        Guards guards = sale.view().sale().terms().guards();
        if (guards.captcha() != null || guards.eligible() != null) {
            throw new ProblemException(
                    Problem.forbidden("what this sale asks for a place needs a browser that runs scripts"));
        }
        if (sale.view().sale().statusAt(clock.millis()) == SaleStatus.CLOSED) {
            throw new ProblemException(Refusals.describe(Rejection.CLOSED));
        }
        Bodies.read(context, Bodies.MAX_BYTES, body -> {
            Map<String, List<String>> form = form(body);
            String token = first(form, "token");
            String user = first(form, "user");
            if (token.isEmpty() && demoToken != null && !user.isBlank() && user.length() <= 200) {
                token = demoToken.apply(user);
            }
            context.request().headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
            callers.user((asked, principal) -> join(asked, sale, principal)).handle(context);
        });
    }

    private void join(RoutingContext context, SaleDesk sale, Principal principal) {
        slowLane.takes(sale, context.request(), principal.user()); // refuses the blocked
        rooms.join(
                context,
                sale,
                principal.user(),
                standing -> see(context, "/sales/" + encoded(sale.id()) + "/wait?ticket=" + standing.ticket()));
    }

    private static Map<String, List<String>> form(byte[] body) {
        try {
            return new QueryStringDecoder(new String(body, UTF_8), false).parameters();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badRequest());
        }
    }

    private static String first(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of("")).getFirst();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** @param ticket null for none that is good here */
    private Buffer page(SaleDesk sale, QueueTickets.Ticket ticket, PageWords words) {
        SaleView view = sale.view();
        long now = clock.millis();
        QueueJson.Phase phase = QueueJson.phase(view, now);
        int place = ticket == null ? 0 : ticket.place();
        boolean called = place > 0 && place <= QueueJson.room(view).serving();
        WaitingTime time = WaitingTime.of(view, place, now);
        StringBuilder html = new StringBuilder();
        html.append("<!doctype html><html lang=\"")
                .append(words.tag())
                .append("\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta name=\"color-scheme\" content=\"light dark\">");
        if (phase != QueueJson.Phase.CLOSED && !called && ticket != null) {
            html.append("<meta http-equiv=\"refresh\" content=\"")
                    .append(time.pollSeconds())
                    .append("\">");
        }
        for (String style : BuiltPages.styles("sale.html")) {
            html.append("<link rel=\"stylesheet\" href=\"").append(style).append("\">");
        }
        html.append("<title>")
                .append(escaped(view.sale().terms().title()))
                .append("</title></head><body><main id=\"main\" class=\"order-page\"><h1>")
                .append(escaped(view.sale().terms().title()))
                .append("</h1><div class=\"card purchase\"><section class=\"room\" aria-labelledby=\"room-title\">")
                .append("<h2 id=\"room-title\">")
                .append(escaped(words.text("room.title")))
                .append("</h2>");
        if (ticket == null) {
            form(html, sale, phase, words);
        } else {
            standing(html, view, place, called, time, words);
        }
        if (QueueJson.message(view, phase) != null) {
            paragraph(html, "", news(view, phase, words));
        }
        if (ticket != null && place == 0 && phase != QueueJson.Phase.GATHERING) {
            paragraph(html, "", words.text("room.plain.again"));
            form(html, sale, phase, words);
        }
        return Buffer.buffer(
                html.append("</section></div></main></body></html>").toString());
    }

    /** What {@link QueueJson#message} says, in the words of whoever reads it. */
    private static String news(SaleView view, QueueJson.Phase phase, PageWords words) {
        boolean hasWaitlist = view.sale().terms().rules().waitlistCapacity() > 0;
        return switch (phase) {
            case SOLD_OUT -> words.text(hasWaitlist ? "room.news.soldOutWaitlist" : "room.news.soldOut");
            case PAUSED -> words.text("room.news.paused");
            case CLOSED -> words.text("room.news.closed");
            case WAITING -> words.text("room.news.drawnFirst");
            case SCHEDULED, GATHERING, DRAWING, SERVING -> "";
        };
    }

    private static void standing(
            StringBuilder html, SaleView view, int place, boolean called, WaitingTime time, PageWords words) {
        if (place == 0) {
            paragraph(html, "room-place", words.text("room.inDraw"));
            return;
        }
        if (called) {
            paragraph(html, "room-place", words.text("room.place", Map.of("place", place)));
            paragraph(html, "", words.text("room.plain.turn"));
            html.append("<p><a class=\"button\" href=\"/sales/")
                    .append(encoded(view.sale().terms().id()))
                    .append("\">")
                    .append(escaped(words.text("room.plain.toSale")))
                    .append("</a></p>");
            return;
        }
        long ahead = Math.max(0, place - 1L - QueueJson.room(view).serving());
        paragraph(
                html,
                "room-place",
                ahead == 0
                        ? words.text("room.placeNext", Map.of("place", place))
                        : words.text("room.placeBehind", Map.of("place", place, "count", ahead)));
        String range = range(time, words);
        if (!range.isEmpty()) {
            paragraph(html, "", range);
        }
        paragraph(html, "quiet", words.text("room.plain.asksAgain"));
        paragraph(html, "quiet", words.text("room.plain.keepAddress"));
    }

    /** As the page with scripts says it. */
    private static String range(WaitingTime time, PageWords words) {
        long from = time.fromSeconds() / SECONDS;
        if (time.toSeconds() < 0) {
            return from < 1 ? "" : words.text("room.wait.atLeast", Map.of("count", from));
        }
        if (time.toSeconds() <= SECONDS) {
            return words.text("room.wait.soon");
        }
        long to = (time.toSeconds() + SECONDS - 1) / SECONDS;
        if (to >= 2 * SECONDS) {
            return words.text("room.wait.hours", Map.of("from", from / SECONDS, "to", (to + SECONDS - 1) / SECONDS));
        }
        return from < 1
                ? words.text("room.wait.upTo", Map.of("count", to))
                : words.text("room.wait.between", Map.of("from", from, "to", to));
    }

    private void form(StringBuilder html, SaleDesk sale, QueueJson.Phase phase, PageWords words) {
        if (phase == QueueJson.Phase.CLOSED || phase == QueueJson.Phase.SCHEDULED) {
            return;
        }
        html.append("<form method=\"post\" action=\"/sales/")
                .append(encoded(sale.id()))
                .append("/wait\"><p class=\"field\"><label for=\"who\">");
        boolean demo = demoToken != null;
        html.append(escaped(words.text(demo ? "room.plain.name" : "room.plain.token")))
                .append("</label> <input id=\"who\" required name=\"")
                .append(demo ? "user\" maxlength=\"200" : "token")
                .append("\"></p><button type=\"submit\" class=\"primary wide\">")
                .append(escaped(words.text(phase == QueueJson.Phase.GATHERING ? "room.enterDraw" : "room.takePlace")))
                .append("</button></form>");
    }

    private static void paragraph(StringBuilder html, String style, String text) {
        html.append(style.isEmpty() ? "<p>" : "<p class=\"" + style + "\">")
                .append(escaped(text))
                .append("</p>");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
