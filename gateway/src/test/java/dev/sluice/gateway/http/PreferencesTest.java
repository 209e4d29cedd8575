package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PreferencesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=0 | 0",
                "wait=7 | 7",
                "wait=10 | 10",
                "wait=11 | 10",
                "wait=999999999 | 10",
                "wait=9999999999 | 1",
                "wait=-1 | 1",
                "wait= | 1",
                "wait | 1",
                "wait=5s | 1",
                "WAIT = 3 | 3",
                "respond-async, wait=4 | 4",
                "return=minimal; x=1, wait=2 | 2",
                "waiting=5 | 1"
            })
    void aPreferenceIsReadOrPassedOver(String prefer, int seconds) {
        assertThat(Preferences.waitSeconds(prefer, 10, 1)).isEqualTo(seconds);
    }
}
