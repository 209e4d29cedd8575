package dev.sluice.gateway.shop;

import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.http.WebFile;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.ProviderSite;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** What payment providers serve below this shop's address: their pages, and what the buttons of these call. */
public final class ProviderRoutes {
    private final PaymentProviders payments;
    private final Paying paying;

    public ProviderRoutes(PaymentProviders payments, Paying paying) {
        this.payments = payments;
        this.paying = paying;
    }

    public void mount(Router router) {
        for (PaymentProvider provider : payments.all()) {
            ProviderSite site = provider.site();
            site.pages().forEach(page -> mount(router, page));
            site.actions().forEach(action -> mount(router, provider, action));
        }
    }

    private static void mount(Router router, ProviderSite.Page page) {
        WebFile file = WebFile.of(Buffer.buffer(page.content()), page.mediaType());
        router.get(page.path()).handler(context -> file.send(context, 200, WebFile.ASK_EACH_TIME));
    }

    private void mount(Router router, PaymentProvider provider, ProviderSite.Action action) {
        router.route(HttpMethod.valueOf(action.method()), action.path())
                .handler(context -> act(context, provider, action));
    }

    private void act(RoutingContext context, PaymentProvider provider, ProviderSite.Action action) {
        UUID payment = Requests.id(context, "payment");
        paying.call(provider, () -> action.work().apply(payment))
                .onSuccess(reply -> answer(context, reply))
                .onFailure(context::fail);
    }

    private static void answer(RoutingContext context, ProviderSite.Reply reply) {
        switch (reply) {
            case ProviderSite.Done _ -> context.response().setStatusCode(204).end();
            case ProviderSite.Shown shown -> Answers.json(context.response(), 200, Buffer.buffer(shown.json()));
            case ProviderSite.Unknown _ ->
                context.fail(new ProblemException(Problem.notFound("the provider knows no such payment")));
        }
    }
}
