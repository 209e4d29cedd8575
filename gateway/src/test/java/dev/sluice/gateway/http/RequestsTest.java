package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json ; profile=x; charset = utf8"
            })
    void jsonIsUtf8(String type) {
        assertThatCode(() -> Requests.requireJson(type)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/json",
                "application/jsonp",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "application/json; charset=",
                "application/json; charset=no such",
                "application/json; charset=utf-8; charset=latin1"
            })
    void whatIsDeclaredToBeSomethingElseIsNotTaken(String type) {
        assertThatThrownBy(() -> Requests.requireJson(type))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(415));
    }

    @ParameterizedTest
    @CsvSource({
        "text/csv, UTF-8",
        "text/csv; header=present, UTF-8",
        "text/csv; charset=latin1, ISO-8859-1",
        "text/csv; Charset=\"windows-1252\"; header=present, windows-1252",
        "text/csv; charset=utf-8; charset=UTF8, UTF-8"
    })
    void aDeclaredCharsetIsObeyed(String type, String charset) {
        assertThat(Requests.charset(type).name()).isEqualTo(charset);
    }
}
