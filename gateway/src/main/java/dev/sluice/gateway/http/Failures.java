package dev.sluice.gateway.http;

import dev.sluice.engine.desk.UnreadableSaleException;
import dev.sluice.engine.port.LedgerBusyException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.payment.BadWebhookException;
import dev.sluice.payment.PaymentProviderException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is thrown, as the problem that it is answered with. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** Whatever went wrong, as a problem; what nobody expected is logged. */
    public static Problem describe(Throwable failure) {
        return switch (failure) {
            case ProblemException e -> e.problem();
            case InvalidFieldsException e -> Problem.of(e);
            case SaleExistsException e -> Problem.of(409, "SALE_EXISTS", "There already", e.getMessage());
            case BadWebhookException e ->
                e.isSigned()
                        ? Problem.of(new FieldErrors().add("", e.getMessage()).invalid())
                        : Problem.unauthorized(e.getMessage());
            case LedgerBusyException e -> Problem.busy(e.getMessage());
            case UnreadableSaleException _ -> Problem.broken();
            case LedgerUnavailableException e -> {
                LOG.warn("the ledger does not answer: {}", e.getMessage());
                yield Problem.busy("the ledger does not answer");
            }
            case PaymentProviderException e -> {
                LOG.warn("a payment provider does not answer", e);
                yield Problem.busy("the payment provider does not answer");
            }
            case IOException e -> gone(e);
            case HttpClosedException e -> gone(e);
            default -> {
                LOG.error("unexpected failure", failure);
                yield Problem.of(500, "INTERNAL", "Our fault", "something went wrong here; it was logged");
            }
        };
    }

    /** Runs what may throw, later than its request's handler. */
    public static void guard(RoutingContext context, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            context.fail(e);
        }
    }

    /** Nobody is there to read it. */
    private static Problem gone(Exception cause) {
        LOG.debug("a client left before its request was whole", cause);
        return Problem.of(400, "INVALID", "Bad request", "the request is not whole");
    }
}
