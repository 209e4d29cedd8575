package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AcceptedEncodingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|1",
                "GZip|1",
                "br, gzip;q=0.5 , *;q=0.1|0.5",
                "br|0",
                "*|1",
                "*;q=0.3|0.3",
                "*, gzip;q=0|0",
                "gzip;q=0, *|0",
                "gzip ; q = 0.2|0.2",
                "gzip;q=7|1",
                "gzip;q=-1|0",
                "gzip;q=|0",
                "gzip;q=NaN|0",
                ",,;q=1,|0",
                "x-gzip, gzipped|0"
            })
    void aClientGetsWhatItTakes(String header, double quality) {
        assertThat(AcceptedEncodings.quality(header, "gzip")).isEqualTo(quality);
    }

    @ParameterizedTest
    @CsvSource(value = {",0", "'',0"})
    void whoSaysNothingTakesTheContentAsItIs(String header, double quality) {
        assertThat(AcceptedEncodings.quality(header, "gzip")).isEqualTo(quality);
    }
}
