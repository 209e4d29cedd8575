package dev.sluice.gateway.address;

import io.netty.channel.Channel;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Says whose address a request comes from. Whoever wants to know asks here. Any thread may use it; of a request, its event loop. */
public final class Clients {
    private static final AttributeKey<Address> PEER = AttributeKey.valueOf(Clients.class, "peer");

    private final ClientConfig config;
    private final Forwarding forwarding;
    private final FastThreadLocal<Found> last = new FastThreadLocal<>();

    /** Whom a proxy asks for: several guards want to know it of the same request. */
    private record Found(HttpServerRequest request, Address client) {}

    public Clients(ClientConfig config) {
        this.config = config;
        this.forwarding = config.header().equals("forwarded") ? Forwarding.FORWARDED : Forwarding.X_FORWARDED_FOR;
    }

    /** Null where no client's address is known: what a proxy asks for itself, or for somebody whom it does not name. */
    public Address of(HttpServerRequest request) {
        if (config.hidden()) {
            return null;
        }
        Address peer = peer(request.connection());
        return peer == null || !config.proxies().contains(peer) ? peer : client(request);
    }

    private Address client(HttpServerRequest request) {
        Found found = last.get();
        if (found == null || found.request != request) {
            found = new Found(request, forwarding.client(request.headers(), config.proxies()));
            last.set(found);
        }
        return found.client;
    }

    /** The same for people to read; of whoever connects where no client's address is known, and null where none is. */
    public String shown(HttpServerRequest request) {
        Address address = of(request);
        Address shown = address == null ? peer(request.connection()) : address;
        return shown == null ? null : shown.toString();
    }

    /** Whether what connects from here asks for others. */
    public boolean isProxy(SocketAddress peer) {
        Address address = address(peer);
        return address != null && config.proxies().contains(address);
    }

    /** Found once a connection. */
    private static Address peer(HttpConnection connection) {
        if (!(connection instanceof HttpServerConnection server)) {
            return null;
        }
        Channel channel = server.channelHandlerContext().channel();
        Attribute<Address> known = channel.attr(PEER);
        Address address = known.get();
        if (address == null) {
            address = address(channel.remoteAddress());
            known.set(address);
        }
        return address;
    }

    private static Address address(SocketAddress remote) {
        return remote instanceof InetSocketAddress socket && socket.getAddress() != null
                ? Address.of(socket.getAddress())
                : null;
    }
}
