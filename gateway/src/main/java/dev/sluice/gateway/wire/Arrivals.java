package dev.sluice.gateway.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * Shows connections to their event loop's {@link Wires} as they come. The server library shows them once TLS has been agreed on; whoever
 * connects and never agrees would be counted nowhere, and could take every file that the process may open. Any thread may use it.
 */
public final class Arrivals {
    private final Map<EventLoop, Wires> wires = new ConcurrentHashMap<>();

    /** Whoever comes to this event loop is shown to these. */
    public void showTo(EventLoop loop, Wires its) {
        wires.put(loop, its);
    }

    /** The same transport, whose servers show who comes. */
    public io.vertx.core.transport.Transport over(io.vertx.core.transport.Transport real) {
        Transport watched = new Watched(real.implementation());
        return new io.vertx.core.transport.Transport() {
            @Override
            public String name() {
                return real.name();
            }

            @Override
            public boolean available() {
                return real.available();
            }

            @Override
            public Throwable unavailabilityCause() {
                return real.unavailabilityCause();
            }

            @Override
            public Transport implementation() {
                return watched;
            }
        };
    }

    /** Of a socket that listens. */
    @Sharable
    private final class Door extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Channel one) {
                one.pipeline().addFirst(new Arrival());
            }
            context.fireChannelRead(message);
        }
    }

    /** Of one connection, until it is shown. */
    private final class Arrival extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            Wires its = wires.get(context.channel().eventLoop());
            context.fireChannelActive();
            if (its != null && context.channel().isActive()) {
                its.arrive(context.channel());
            }
            context.pipeline().remove(this);
        }
    }

    private final class Watched implements Transport {
        private final Transport real;

        Watched(Transport real) {
            this.real = real;
        }

        @Override
        public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap server) {
            real.configure(config, domainSocket, server);
            server.handler(new Door());
        }

        @Override
        public void configure(TcpConfig config, boolean domainSocket, io.netty.bootstrap.Bootstrap client) {
            real.configure(config, domainSocket, client);
        }

        @Override
        public void configure(DatagramChannel channel, DatagramSocketOptions options) {
            real.configure(channel, options);
        }

        @Override
        public boolean supportsDomainSockets() {
            return real.supportsDomainSockets();
        }

        @Override
        public boolean supportFileRegion() {
            return real.supportFileRegion();
        }

        @Override
        public boolean isAvailable() {
            return real.isAvailable();
        }

        @Override
        public Throwable unavailabilityCause() {
            return real.unavailabilityCause();
        }

        @Override
        public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
            return real.convert(address);
        }

        @Override
        public io.vertx.core.net.SocketAddress convert(SocketAddress address) {
            return real.convert(address);
        }

        @Override
        public IoHandlerFactory ioHandlerFactory() {
            return real.ioHandlerFactory();
        }

        @Override
        public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
            return real.eventLoopGroup(type, threads, factory, ioRatio);
        }

        @Override
        @SuppressWarnings("deprecation")
        public DatagramChannel datagramChannel(InternetProtocolFamily family) {
            return real.datagramChannel(family);
        }

        @Override
        public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
            return real.datagramChannelFactory();
        }

        @Override
        public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
            return real.channelFactory(domainSocket);
        }

        @Override
        public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
            return real.serverChannelFactory(domainSocket);
        }
    }
}
