package dev.sluice.app.node;

import dev.sluice.app.config.Settings;
import dev.sluice.app.exit.StartException;
import dev.sluice.engine.breaker.Breakers;
import dev.sluice.payment.PaymentProviderException;
import dev.sluice.payment.PaymentProviders;
import dev.sluice.payment.sandbox.SandboxConfig;
import dev.sluice.payment.sandbox.SandboxProvider;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;

/** The payment providers that the settings ask for. A new one is made here. */
final class Providers implements AutoCloseable {
    private final Optional<SandboxProvider> sandbox;
    private final PaymentProviders all;

    private Providers(String home, Optional<SandboxProvider> sandbox, Breakers breakers) {
        this.sandbox = sandbox;
        this.all = new PaymentProviders(home, sandbox.stream().toList(), breakers);
    }

    /**
     * Makes the providers; none of them says anything by itself before {@link #start}.
     *
     * @param port where this process will listen
     * @param database for the books of those that keep any
     * @param breakers where each gets one
     * @throws StartException if one of them cannot be used
     */
    static Providers open(Settings settings, int port, DataSource database, InstantSource clock, Breakers breakers) {
        String home = home(settings.publicUrl());
        if (settings.sandbox() == null) {
            return new Providers(home, Optional.empty(), breakers);
        }
        SandboxConfig config = settings.sandbox().at(home, itself(settings, home, port));
        try {
            SandboxProvider.migrate(database);
        } catch (PaymentProviderException e) {
            throw StartException.failure("The sandbox provider cannot be used: " + e.getMessage(), e);
        }
        return new Providers(home, Optional.of(new SandboxProvider(config, database, clock)), breakers);
    }

    PaymentProviders all() {
        return all;
    }

    /** From here on webhooks are sent, to a gateway that listens. */
    void start() {
        sandbox.ifPresent(SandboxProvider::start);
    }

    @Override
    public void close() {
        sandbox.ifPresent(SandboxProvider::close);
    }

    /** This shop as browsers reach it, without a slash at the end; empty for the address that they use already. */
    private static String home(URI publicUrl) {
        String text = publicUrl == null ? "" : publicUrl.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Where the sandbox reaches this process: by the name that its certificate is for, if it has one. */
    private static String itself(Settings settings, String home, int port) {
        boolean byName = settings.http().door().tls().isOn() && !home.isEmpty();
        return byName
                ? home
                : settings.http().scheme() + "://" + reachable(settings.http().host()) + ":" + port;
    }

    /** Where this process reaches itself. */
    private static String reachable(String host) {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> host.contains(":") ? "[" + host + "]" : host;
        };
    }
}
