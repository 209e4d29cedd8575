package dev.sluice.format.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a feed in their zip file: at its root, or all in one folder of it. Says which of them are not used. */
final class GtfsZip {
    /** What no train that is sold depends on. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("shapes.txt", "pathways.txt", "levels.txt", "attributions.txt", "stop_areas.txt", "areas.txt");

    private static final Set<String> FARES = Set.of(
            "fare_attributes.txt",
            "fare_rules.txt",
            "timeframes.txt",
            "rider_categories.txt",
            "fare_media.txt",
            "fare_products.txt",
            "fare_leg_rules.txt",
            "fare_leg_join_rules.txt",
            "fare_transfer_rules.txt",
            "networks.txt",
            "route_networks.txt");
    private static final Set<String> FLEXIBLE =
            Set.of("location_groups.txt", "location_group_stops.txt", "locations.geojson", "booking_rules.txt");

    private final GtfsTable table;
    private final GtfsErrors errors;
    private final Map<String, ZipEntry> files = new HashMap<>();
    private boolean incomplete;

    GtfsZip(ZipFile zip, long bytes, GtfsErrors errors) {
        this.table = new GtfsTable(zip, bytes, errors);
        this.errors = errors;
        List<ZipEntry> entries = new ArrayList<>();
        zip.stream().filter(GtfsZip::isFile).forEach(entries::add);
        String folder = folder(entries);
        for (ZipEntry entry : entries) {
            String name = name(entry);
            if (!name.startsWith(folder) || name.indexOf('/', folder.length()) >= 0) {
                errors.note(name + " is not used: it is in another folder");
            } else if (files.put(name.substring(folder.length()), entry) != null) {
                errors.add(name + " is in the zip file twice");
            }
        }
        files.keySet().stream().sorted().forEach(this::tellOfOthers);
    }

    private static boolean isFile(ZipEntry entry) {
        return !entry.isDirectory() && !entry.getName().startsWith("__MACOSX/");
    }

    /** Some programs write folders with the sign of their own system. */
    private static String name(ZipEntry entry) {
        return entry.getName().replace('\\', '/');
    }

    /** Where the trips are. */
    private String folder(List<ZipEntry> entries) {
        Set<String> folders = new TreeSet<>();
        for (ZipEntry entry : entries) {
            String name = name(entry);
            if (name.equals("trips.txt") || name.endsWith("/trips.txt")) {
                folders.add(name.substring(0, name.length() - "trips.txt".length()));
            }
        }
        if (folders.size() > 1 && !folders.contains("")) {
            errors.add("the zip file has several feeds, in " + String.join(", ", folders));
        }
        return folders.isEmpty() ? "" : folders.iterator().next();
    }

    private void tellOfOthers(String name) {
        for (GtfsFile file : GtfsFile.values()) {
            if (file.text().equals(name)) {
                return;
            }
        }
        if (FARES.contains(name)) {
            errors.note(name + " is not used: prices are the layout's");
        } else if (FLEXIBLE.contains(name)) {
            errors.note(name + " is not used: a trip that needs it is refused");
        } else if (name.equals("transfers.txt")) {
            errors.note(name + " is not used: each trip is sold by itself, also where people may stay in their seats");
        } else if (name.equals("translations.txt")) {
            errors.note(name + " is not used: names are in the feed's own language");
        } else if (!WITHOUT_EFFECT.contains(name)) {
            errors.note(name + " is not used: GTFS has no such file");
        }
    }

    /** Throws what is wrong where a file is missing or cannot be read: what others say of it would be found wrong, too. */
    void requireWhole() {
        if (incomplete || table.isBroken()) {
            errors.throwIfAny();
        }
    }

    boolean has(GtfsFile file) {
        return files.containsKey(file.text());
    }

    /** Reads a file without which a feed is wrong. */
    void needed(GtfsFile file, Consumer<GtfsTable.Row> reader) throws IOException {
        if (!has(file)) {
            errors.add(file.text() + " is needed");
            incomplete = true;
        }
        optional(file, reader);
    }

    /** Reads a file that may be missing, and then has no lines. */
    void optional(GtfsFile file, Consumer<GtfsTable.Row> reader) throws IOException {
        table.read(file, files.get(file.text()), reader);
    }
}
