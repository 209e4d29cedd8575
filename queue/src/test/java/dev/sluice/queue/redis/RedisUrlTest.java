package dev.sluice.queue.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lettuce.core.RedisURI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis://host | 1 | false | false",
                "redis://host:6380/3 | 1 | false | false",
                "rediss://user:secret@host:6380 | 1 | false | true",
                "redis://:secret@h1:1,h2:2,h3 | 3 | false | false",
                "rediss://h1:1,h2/0 | 2 | false | true",
                "redis://[::1]:6379 | 1 | false | false",
                "redis-sentinel://h1:26379,h2,h3#master | 1 | true | false",
                "rediss-sentinel://:secret@h1,h2/0#master | 1 | true | true"
            })
    void whatRedisCanBeIsUnderstood(String text, int servers, boolean sentinel, boolean encrypted) {
        RedisUrl url = RedisUrl.of(text);
        assertThat(url.servers()).hasSize(servers);
        assertThat(url.isSentinel()).isEqualTo(sentinel);
        assertThat(url.isEncrypted()).isEqualTo(encrypted);
        assertThat(url.hasPassword()).isEqualTo(text.contains("secret"));
        assertThat(url.toString()).doesNotContain("secret").startsWith("redis");
        assertThat(url.servers()).allMatch(server -> server.isSsl() == encrypted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host",
                "http://host",
                "redis:",
                "redis://",
                "redis://host:0",
                "redis://host:70000",
                "redis://host:port",
                "redis://h1,,h2",
                "redis://h1,h2/1",
                "redis://host#master",
                "redis-sentinel://h1,h2",
                "redis://a b"
            })
    void whatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> RedisUrl.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsRefusedDoesNotShowItsPassword() {
        String text = "redis://user:secret@host:70000";
        assertThatThrownBy(() -> RedisUrl.of(text)).message().doesNotContain("secret");
        assertThat(RedisConfig.URL.format().masked().apply(text)).doesNotContain("secret");
        assertThat(RedisUrl.shown("redis://a:se@cret@host")).isEqualTo("redis://******@host");
    }

    @Test
    void everyNodeOfAClusterIsAskedAsTheSameUser() {
        assertThat(RedisUrl.of("redis://user:secret@h1:1,h2:2").servers())
                .extracting(RedisURI::getHost, RedisURI::getPort)
                .containsExactly(tuple("h1", 1), tuple("h2", 2));
        assertThat(RedisUrl.of("redis://user:secret@h1:1,h2:2").servers())
                .allMatch(server -> new String(server.getCredentialsProvider()
                                .resolveCredentials()
                                .block()
                                .getPassword())
                        .equals("secret"));
    }

    @Test
    void thisMachineIsKnown() {
        assertThat(RedisUrl.of("redis://127.0.0.1:1,localhost:2").isThisMachine())
                .isTrue();
        assertThat(RedisUrl.of("redis://127.0.0.1:1,elsewhere:2").isThisMachine())
                .isFalse();
        assertThat(RedisUrl.of("redis-sentinel://localhost:1#m").isThisMachine())
                .isTrue();
        assertThat(RedisUrl.of("redis-sentinel://elsewhere:1#m").isThisMachine())
                .isFalse();
    }
}
