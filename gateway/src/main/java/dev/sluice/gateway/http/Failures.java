package dev.sluice.gateway.http;

import dev.sluice.engine.breaker.CutOffException;
import dev.sluice.engine.desk.UnreadableSaleException;
import dev.sluice.engine.port.LedgerBusyException;
import dev.sluice.engine.port.LedgerConflictException;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerForbiddenException;
import dev.sluice.engine.port.LedgerFullException;
import dev.sluice.engine.port.LedgerReadOnlyException;
import dev.sluice.engine.port.LedgerRefusedException;
import dev.sluice.engine.port.LedgerSlowException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.MissingSaleException;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.engine.port.StaleEpochException;
import dev.sluice.engine.port.UnexpectedLedgerException;
import dev.sluice.engine.port.UnreadableRowException;
import dev.sluice.engine.port.UnstorableException;
import dev.sluice.engine.retry.Sparing;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.payment.BadWebhookException;
import dev.sluice.payment.PaymentProviderException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is thrown, as the problem that it is answered with. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final Sparing OUTAGES = new Sparing(Duration.ofSeconds(10));

    private Failures() {}

    /** Whatever went wrong, as a problem; what nobody expected is logged. */
    public static Problem describe(Throwable failure) {
        return switch (failure) {
            case ProblemException e -> e.problem();
            case InvalidFieldsException e -> Problem.of(e);
            case SaleExistsException e ->
                Problem.of(409, "SALE_EXISTS", "There already", e.getMessage())
                        .naming("/id", "is the id of another sale");
            case BadWebhookException e ->
                e.isSigned()
                        ? Problem.of(new FieldErrors().add("", e.getMessage()).invalid())
                        : Problem.unauthorized(e.getMessage());
            case UnreadableSaleException _ -> Problem.broken();
            case UnreadableRowException e -> unreadable(e);
            case LedgerException e -> ofLedger(e);
            case PaymentProviderException e -> ofProvider(e);
            case IOException e -> gone(e);
            case HttpClosedException e -> gone(e);
            default -> ourFault(failure);
        };
    }

    private static Problem ofProvider(PaymentProviderException failure) {
        CutOffException cutOff = CutOffException.behind(failure);
        if (cutOff != null) {
            return Problem.busy("the payment provider fails or is too slow, and is not asked for now")
                    .after(cutOff.retryAfter());
        }
        LOG.warn("a payment provider does not answer", failure);
        return Problem.busy("the payment provider does not answer");
    }

    private static Problem ofLedger(LedgerException failure) {
        return switch (failure) {
            case UnstorableException _ -> Problem.of(400, "INVALID", "Bad request", "what this says cannot be stored");
            case LedgerRefusedException _, UnexpectedLedgerException _ -> ourFault(failure);
            case LedgerUnavailableException _, LedgerFullException _, LedgerReadOnlyException _ -> busy(failure);
            case LedgerForbiddenException _, LedgerConflictException _, LedgerSlowException _ -> busy(failure);
            case StaleEpochException _, MissingSaleException _ -> busy(failure);
            case LedgerBusyException _ -> Problem.busy(failure.getMessage());
        };
    }

    /** In an outage everybody meets it; it is said now and then. */
    private static Problem busy(LedgerException failure) {
        long times = OUTAGES.count();
        if (times > 0) {
            LOG.warn(
                    "the ledger does not do what is asked ({} times since this was said last): {}",
                    times,
                    failure.getMessage());
        }
        CutOffException cutOff = CutOffException.behind(failure);
        return cutOff == null
                ? Problem.busy("the ledger does not answer")
                : Problem.busy("the ledger fails or is too slow, and is not asked for this now")
                        .after(cutOff.retryAfter());
    }

    private static Problem unreadable(UnreadableRowException failure) {
        LOG.warn("what is stored of something cannot be read", failure);
        return Problem.unreadable();
    }

    private static Problem ourFault(Throwable failure) {
        LOG.error("unexpected failure", failure);
        return Problem.of(500, "INTERNAL", "Our fault", "something went wrong here; it was logged");
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
