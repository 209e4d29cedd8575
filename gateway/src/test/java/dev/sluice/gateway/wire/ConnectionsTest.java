package dev.sluice.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {
    private static final WireConfig TEN = WireConfig.usual(10);

    @Test
    void oneAddressHasHalfOfAllUnlessItIsThisMachine() throws UnknownHostException {
        Connections connections = new Connections(TEN);
        for (int i = 0; i < 5; i++) {
            assertThat(connections.enter(at("203.0.113.7"))).isTrue();
            assertThat(connections.enter(at("127.0.0.1"))).isTrue();
        }
        assertThat(connections.enter(at("203.0.113.7"))).isFalse();
        assertThat(connections.enter(at("127.0.0.1"))).isTrue();
        assertThat(connections.enter(at("203.0.113.8"))).isTrue();
        connections.leave(at("203.0.113.7"));
        connections.leave(at("203.0.113.7"));
        assertThat(connections.enter(at("203.0.113.7"))).isTrue();
        assertThat(connections.open()).isEqualTo(12);
    }

    @Test
    void aProxyHasAsManyAsItLikesAndABoundThatIsSetHoldsForAll() throws UnknownHostException {
        WireConfig proxied = new WireConfig(10, 0, true, 60, 10, 30, 1_000, 1_000);
        Connections behindProxy = new Connections(proxied);
        Connections bounded = new Connections(TEN.withBounds(2, 1_000));
        for (int i = 0; i < 10; i++) {
            assertThat(behindProxy.enter(at("203.0.113.7"))).isTrue();
            assertThat(bounded.enter(at("127.0.0.1"))).isEqualTo(i < 2);
        }
    }

    @Test
    void whatOneCustomerOfAnIpv6ProviderHasCountsTogether() throws UnknownHostException {
        assertThat(at("2001:db8:1:2::3")).isEqualTo(at("2001:db8:1:2:ffff::9"));
        assertThat(at("2001:db8:1:2::3")).isNotEqualTo(at("2001:db8:1:3::3"));
    }

    private static Object at(String address) throws UnknownHostException {
        return Connections.together(new InetSocketAddress(InetAddress.getByName(address), 1));
    }
}
