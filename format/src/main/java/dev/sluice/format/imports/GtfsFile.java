package dev.sluice.format.imports;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The files of GTFS Schedule that are read, and their columns, as https://gtfs.org/documentation/schedule/reference had them in 2026.
 * docs/reference/timetables.md says of each what becomes of it.
 */
enum GtfsFile {
    AGENCY(
            List.of("agency_timezone"),
            "agency_id agency_name agency_url agency_lang agency_phone agency_fare_url agency_email cemv_support"),
    FEED_INFO(
            List.of(),
            "feed_publisher_name feed_publisher_url feed_lang default_lang feed_start_date feed_end_date feed_version"
                    + " feed_contact_email feed_contact_url"),
    STOPS(
            List.of("stop_id"),
            "stop_code stop_name tts_stop_name stop_desc stop_lat stop_lon zone_id stop_url location_type parent_station"
                    + " stop_timezone wheelchair_boarding level_id platform_code stop_access"),
    ROUTES(
            List.of("route_id"),
            "agency_id route_short_name route_long_name route_desc route_type route_url route_color route_text_color"
                    + " route_sort_order continuous_pickup continuous_drop_off network_id cemv_support"),
    TRIPS(
            List.of("route_id", "service_id", "trip_id"),
            "trip_headsign trip_short_name direction_id block_id shape_id wheelchair_accessible bikes_allowed cars_allowed"
                    + " safe_duration_factor safe_duration_offset"),
    FREQUENCIES(List.of("trip_id", "start_time", "end_time", "headway_secs"), "exact_times"),
    STOP_TIMES(
            List.of("trip_id", "stop_sequence"),
            "arrival_time departure_time stop_id location_group_id location_id stop_headsign start_pickup_drop_off_window"
                    + " end_pickup_drop_off_window pickup_type drop_off_type continuous_pickup continuous_drop_off"
                    + " shape_dist_traveled timepoint pickup_booking_rule_id drop_off_booking_rule_id"),
    CALENDAR(
            List.of(
                    "service_id",
                    "monday",
                    "tuesday",
                    "wednesday",
                    "thursday",
                    "friday",
                    "saturday",
                    "sunday",
                    "start_date",
                    "end_date"),
            ""),
    CALENDAR_DATES(List.of("service_id", "date", "exception_type"), "");

    private final List<String> needed;
    private final Set<String> others;

    GtfsFile(List<String> needed, String others) {
        this.needed = needed;
        this.others = Set.of(others.split(" "));
    }

    /** As it stands in a feed. */
    String text() {
        return name().toLowerCase(Locale.ROOT) + ".txt";
    }

    /** Columns without which nothing of it is read. */
    List<String> needed() {
        return needed;
    }

    /** Whether GTFS has this column. */
    boolean knows(String column) {
        return needed.contains(column) || others.contains(column);
    }
}
