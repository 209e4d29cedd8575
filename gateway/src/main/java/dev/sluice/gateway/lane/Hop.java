package dev.sluice.gateway.lane;

import io.vertx.core.Context;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on on an event loop. Where that has ended, because the server is closed, nobody waits there any more. */
final class Hop {
    private static final Logger LOG = LoggerFactory.getLogger(Hop.class);

    private Hop() {}

    /** Any thread may call it. */
    static void to(Context context, Runnable then) {
        try {
            context.runOnContext(_ -> then.run());
        } catch (RejectedExecutionException e) {
            LOG.debug("something was done when the server was closed already", e);
        }
    }
}
