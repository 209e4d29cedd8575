package dev.sluice.crowd.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AnswerTest {
    private final Answer answer = answer(200, Map.of(), """
            {"id": "r1", "sold": 3, "none": null, "flag": true, "a/b~c": "odd", "": "nameless",
             "tickets": [{"id": "t1", "unit": {"seat": "A-1"}}, {"id": "t2"}, 7]}""");

    @Test
    void fieldsAreFoundByPointer() {
        assertThat(answer.id()).isEqualTo("r1");
        assertThat(answer.number("/sold")).isEqualTo(3);
        assertThat(answer.text("/flag")).isEqualTo("true");
        assertThat(answer.text("/tickets/0/unit/seat")).isEqualTo("A-1");
        assertThat(answer.text("/a~1b~0c")).isEqualTo("odd");
        assertThat(answer.text("/")).isEqualTo("nameless");
        assertThat(answer.at("")).isEqualTo(answer.json());
    }

    @Test
    void whatIsNotThereIsNullOrAnError() {
        for (String nowhere : List.of("/none", "/other", "/id/x", "/tickets/3", "/tickets/-1", "/tickets/x")) {
            assertThat(answer.text(nowhere)).as(nowhere).isNull();
        }
        assertThatThrownBy(() -> answer.number("/id")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> answer.list("/id")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void listsAreReadElementByElement() {
        assertThat(answer.list("/tickets")).hasSize(3);
        assertThat(answer.texts("/tickets", "/id")).isEqualTo(Arrays.asList("t1", "t2", null));
        assertThat(answer.texts("/tickets", "/unit/seat")).isEqualTo(Arrays.asList("A-1", null, null));
    }

    @Test
    void busyIsARefusalWithTheAdviceToComeBack() {
        String busy = "{\"reason\": \"BUSY\"}";
        assertThat(answer(503, Map.of("Retry-After", List.of("1")), busy).isBusy())
                .isTrue();
        assertThat(answer(503, Map.of(), busy).isBusy()).isFalse();
        assertThat(answer(409, Map.of("Retry-After", List.of("1")), busy).isBusy())
                .isFalse();
        assertThat(answer(503, Map.of("Retry-After", List.of("1")), "{\"reason\": \"STOPPED\"}")
                        .isBusy())
                .isFalse();
    }

    @Test
    void anotherStatusThanExpectedIsAnError() {
        assertThat(answer.expect(200)).isSameAs(answer);
        assertThatThrownBy(() -> answer.expect(201)).hasMessageContaining("201").hasMessageContaining("r1");
    }

    private static Answer answer(int status, Map<String, List<String>> headers, String body) {
        return new Answer(status, HttpHeaders.of(headers, (_, _) -> true), body);
    }
}
