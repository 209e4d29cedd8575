package dev.sluice.format.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimesTest {
    /** What clocks leave out is when they go on; of what they show twice it is the first. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2027-03-27, 09:00, 2027-03-27T08:00:00Z",
        "Europe/Berlin, 2027-03-28, 00:00, 2027-03-27T23:00:00Z",
        "Europe/Berlin, 2027-03-27, 24:00, 2027-03-27T23:00:00Z",
        "Europe/Berlin, 2027-03-28, 01:30, 2027-03-28T00:30:00Z",
        "Europe/Berlin, 2027-03-28, 02:30, 2027-03-28T01:00:00Z",
        "Europe/Berlin, 2027-03-28, 03:00, 2027-03-28T01:00:00Z",
        "Europe/Berlin, 2027-03-28, 09:00, 2027-03-28T07:00:00Z",
        "Europe/Berlin, 2027-10-31, 00:00, 2027-10-30T22:00:00Z",
        "Europe/Berlin, 2027-10-31, 02:30, 2027-10-31T00:30:00Z",
        "Europe/Berlin, 2027-10-31, 03:00, 2027-10-31T02:00:00Z",
        "America/New_York, 2027-03-14, 00:00, 2027-03-14T05:00:00Z",
        "America/New_York, 2027-11-07, 00:00, 2027-11-07T04:00:00Z",
        "Australia/Lord_Howe, 2027-10-03, 02:15, 2027-10-02T15:30:00Z",
        "Australia/Lord_Howe, 2027-04-04, 01:45, 2027-04-03T14:45:00Z",
        "Australia/Lord_Howe, 2027-04-04, 02:00, 2027-04-03T15:30:00Z",
        "Europe/Dublin, 2027-03-28, 01:30, 2027-03-28T01:00:00Z",
        "Europe/Dublin, 2027-12-01, 09:00, 2027-12-01T09:00:00Z",
        "America/Santiago, 2027-09-05, 00:00, 2027-09-05T04:00:00Z",
        "Pacific/Apia, 2011-12-30, 12:00, 2011-12-30T10:00:00Z",
        "Africa/Monrovia, 1971-01-01, 00:00, 1971-01-01T00:44:30Z",
        "Asia/Kolkata, 2027-03-28, 00:00, 2027-03-27T18:30:00Z",
        "UTC, 2027-03-28, 47:59, 2027-03-29T23:59:00Z"
    })
    void aTimeThatPeopleReadIsWhatClocksShow(String zone, LocalDate day, String shown, String expected) {
        String[] parts = shown.split(":");
        int minutes = Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
        assertThat(Times.onClocks(day, minutes, ZoneId.of(zone))).hasToString(expected);
    }

    /** Minutes of a train's day are counted from twelve hours before noon. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2027-03-28, 0, 2027-03-27T22:00:00Z",
        "Europe/Berlin, 2027-03-28, 720, 2027-03-28T10:00:00Z",
        "Europe/Berlin, 2027-10-31, 0, 2027-10-30T23:00:00Z",
        "Australia/Lord_Howe, 2027-10-03, 0, 2027-10-02T13:00:00Z",
        "Europe/Berlin, 2027-03-27, 1590, 2027-03-28T01:30:00Z"
    })
    void aTrainTakesAsLongAsEver(String zone, LocalDate day, int minutes, String expected) {
        assertThat(Times.instant(day, minutes, ZoneId.of(zone))).hasToString(expected);
    }
}
