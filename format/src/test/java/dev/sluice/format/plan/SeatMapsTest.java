package dev.sluice.format.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.json.InvalidFieldsException;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatMapBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SeatMapsTest {

    @Test
    void aRowCanBeSaidInAFewWords() {
        SeatMap map = json("""
                {"tier": "stalls", "focalPoint": {"x": 50, "y": 0}, "sections": [
                  {"id": "main", "rows": [
                    {"label": "A", "seats": "1-4", "y": 20, "aisleAfter": ["2"], "accessible": ["4"]},
                    {"label": "B", "seats": "7-1/2", "x": 5, "dx": 20, "tier": "rear", "restrictedView": ["7", "1"]},
                    {"label": "C", "seats": ["1", "1bis"], "x": [3, 9], "y": [40, 41], "companion": ["1bis"]}]}]}
                """);

        assertThat(map.seats()).isEqualTo(10);
        assertThat(map.name(0)).isEqualTo("A-1");
        assertThat(map.seat("A-4")).isEqualTo(3);
        assertThat(map.is(1, SeatMap.AISLE_AFTER)).isTrue();
        assertThat(map.is(3, SeatMap.ACCESSIBLE)).isTrue();
        assertThat(map.label(4)).isEqualTo("7");
        assertThat(map.label(7)).isEqualTo("1");
        assertThat(map.x(6)).isEqualTo(45);
        assertThat(map.y(4)).isEqualTo(20);
        assertThat(map.is(7, SeatMap.RESTRICTED_VIEW)).isTrue();
        assertThat(map.is(5, SeatMap.RESTRICTED_VIEW)).isFalse();
        assertThat(map.tiers().get(map.tierOf(5))).isEqualTo("rear");
        assertThat(map.y(9)).isEqualTo(41);
        assertThat(map.is(9, SeatMap.COMPANION)).isTrue();
        assertThat(map.seat("D-1")).isEqualTo(-1);
    }

    @Test
    void aSeatCanHaveItsOwnNameAndTier() {
        SeatMap map = json("""
                {"sections": [
                  {"id": "s", "tier": "a", "rows": [{"label": "1", "seats": [{"label": "1", "id": "king", "tier": "b", "x": 7}, "2"]}]},
                  {"id": "t", "tier": "a", "weight": 150, "rows": [{"label": "1", "seats": "1-2"}]}]}
                """);

        assertThat(map.seat("king")).isEqualTo(0);
        assertThat(map.seat("s-1-1")).isEqualTo(-1);
        assertThat(map.seat("s-1-2")).isEqualTo(1);
        assertThat(map.seat("t-1-1")).isEqualTo(2);
        assertThat(map.x(0)).isEqualTo(7);
        assertThat(map.sections().get(1).weight()).isEqualTo(150);
    }

    /** Which are part of what the map says; maps that name none are the versions that they were. */
    @Test
    void tiersCanHaveNamesForPeople() {
        String hall = """
                {"tier": "a", %s"sections": [{"id": "s", "rows": [{"label": "1", "seats": "1-2"}, {"label": "2", "seats": "1-2", "tier": "b"}]}]}""";
        SeatMap plain = json(hall.formatted(""));
        SeatMap named = json(hall.formatted("\"tiers\": [{\"id\": \"b\", \"name\": \"二楼 \\\"B\\\"\"}], "));

        assertThat(plain.version()).isEqualTo("c889a1470540f4c05a296399373e5562ba919b3427728ff1d660035f210de78e");
        assertThat(named.tierName("b")).isEqualTo("二楼 \"B\"");
        assertThat(named.tierName("a")).isNull();
        assertThat(named).isNotEqualTo(plain).isEqualTo(SeatMaps.fromJson(SeatMaps.toJson(named)));
        assertThat(new String(SeatMaps.toJson(plain), StandardCharsets.UTF_8)).doesNotContain("tiers");
        assertThat(errors(hall.formatted("""
                "tiers": [{"id": "b", "name": "B"}, {"id": "b", "name": ""}, {"id": "c", "name": "C"}, {"name": "D", "price": 1}],""")).keySet())
                .containsExactlyInAnyOrder(
                        "/tiers/1/id", "/tiers/1/name", "/tiers/2/id", "/tiers/3/id", "/tiers/3/price");
    }

    @Test
    void everyErrorIsNamedWithItsPlace() {
        assertThat(errors("""
                {"sections": [
                  {"id": "s", "name": "", "weight": 5, "colour": "red", "rows": [
                    {"label": "A", "seats": "1-3/4", "tier": "a"},
                    {"label": "B", "seats": ["1", 2, {"label": "1"}, {"label": "4", "x": 9999999, "tier": "A"}], "aisleAfter": ["9"]},
                    {"label": "C", "seats": "1-2", "tier": "a", "x": [1], "dx": 3},
                    {"label": "C", "seats": "3-4", "tier": "a"}]},
                  7]}
                """).keySet())
                .containsExactlyInAnyOrder(
                        "/sections/0/weight",
                        "/sections/0/name",
                        "/sections/0/colour",
                        "/sections/0/rows/0/seats",
                        "/sections/0/rows/1/seats/0",
                        "/sections/0/rows/1/seats/1",
                        "/sections/0/rows/1/seats/2",
                        "/sections/0/rows/1/seats/3/x",
                        "/sections/0/rows/1/seats/3/tier",
                        "/sections/0/rows/1/seats/3",
                        "/sections/0/rows/1/aisleAfter/0",
                        "/sections/0/rows/2/dx",
                        "/sections/0/rows/2/x",
                        "/sections/0/rows/3/label",
                        "/sections/1");
    }

    @Test
    void afterAThousandErrorsItSaysThatThereAreMore() {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < 1_100; row++) {
            rows.append(row == 0 ? "" : ",")
                    .append("{\"label\":\"r")
                    .append(row)
                    .append("\",\"seats\":\"1-1\"}");
        }

        Map<String, String> errors = errors("{\"sections\":[{\"id\":\"s\",\"rows\":[" + rows + "]}]}");

        assertThat(errors).hasSize(1_001).containsEntry("", "has more errors than these 1000");
    }

    @Test
    void aTableSaysTheSame() {
        SeatMap map = csv("""
                section,row,seat,tier,x,y,attributes,aisleAfter
                main,A,1,stalls,0,20,,
                main,A,2,stalls,10,20,,true
                main,A,3,stalls,20,20,accessible restrictedView,
                main,B,1,rear,0,30,,no
                """);
        SeatMap same = json("""
                {"focalPoint": {"x": 10, "y": 20}, "sections": [{"id": "main", "rows": [
                  {"label": "A", "seats": "1-3", "tier": "stalls", "y": 20, "aisleAfter": ["2"], "accessible": ["3"],
                   "restrictedView": ["3"]},
                  {"label": "B", "seats": ["1"], "tier": "rear", "y": 30}]}]}
                """);

        assertThat(map).isEqualTo(same);
        assertThat(map.version()).isEqualTo(same.version());
    }

    /** Where it is too long, and not what stands behind that. */
    @Test
    void aTableOfTooManySeatsIsReadNoFurther() {
        StringBuilder table = new StringBuilder("section,row,seat,tier\n");
        for (int seat = 0; seat < SeatMap.MAX_SEATS; seat++) {
            table.append("main,")
                    .append(seat / 500)
                    .append(',')
                    .append(seat % 500)
                    .append(",stalls\n");
        }

        assertThat(csv(table.toString()).seats()).isEqualTo(SeatMap.MAX_SEATS);
        assertThat(csvErrors(table + "main,last,1,stalls\nmain,last,1,Wrong\n").keySet())
                .containsExactly("line " + (SeatMap.MAX_SEATS + 2));
    }

    @Test
    void everyErrorOfATableIsNamedWithLineAndColumn() {
        assertThat(csvErrors("""
                section,row,seat,tier,x,attributes,aisleAfter,colour
                main,A,1,stalls,0,,,
                main,A,1,stalls,1.5,blue,maybe,
                main,,3,Stalls,10,,,
                ,B,1,stalls,10,,,,more
                """).keySet())
                .containsExactlyInAnyOrder(
                        "line 1, column 8",
                        "line 3, column x",
                        "line 3, column attributes",
                        "line 3, column aisleAfter",
                        "line 3, column seat",
                        "line 4, column row",
                        "line 4, column tier",
                        "line 5, column 9",
                        "line 5, column section");
        assertThat(csvErrors("section,row\n").keySet())
                .containsExactlyInAnyOrder("line 1, column seat", "line 1, column tier", "line 1");
        assertThat(csvErrors("section,row,seat,tier\n\"a,b\n").keySet()).isNotEmpty();
        assertThat(csvErrors("").keySet()).containsExactly("line 1");
    }

    @Test
    void whatIsWrittenIsReadAsTheSameMap() {
        for (int seed = 1; seed <= 300; seed++) {
            SeatMap map = random(new Random(seed));

            byte[] written = SeatMaps.toJson(map);

            SeatMap read = SeatMaps.fromJson(written);
            assertThat(read).as("seed %d", seed).isEqualTo(map);
            assertThat(SeatMaps.toJson(read)).as("seed %d", seed).isEqualTo(written);
        }
    }

    @Test
    void aStadiumIsReadInSeconds() {
        StringBuilder table = new StringBuilder("section,row,seat,tier,x,y,attributes,aisleAfter\n");
        StringBuilder rows = new StringBuilder();
        for (int row = 1; row <= 1_000; row++) {
            rows.append(row == 1 ? "" : ",")
                    .append("{\"label\":\"")
                    .append(row)
                    .append("\",\"tier\":\"a\",\"seats\":[");
            for (int seat = 1; seat <= 60; seat++) {
                table.append("s," + row + "," + seat + ",a," + 10 * seat + "," + 10 * row + ",,\n");
                rows.append(seat == 1 ? "" : ",")
                        .append("{\"label\":\"" + seat + "\",\"x\":" + 10 * seat + ",\"y\":" + 10 * row + "}");
            }
            rows.append("]}");
        }
        String json = "{\"sections\":[{\"id\":\"s\",\"rows\":[" + rows + "]}]}";

        long begin = System.nanoTime();
        SeatMap fromJson = json(json);
        long middle = System.nanoTime();
        SeatMap fromCsv = csv(table.toString());
        long end = System.nanoTime();

        System.out.printf(
                "60,000 seats: JSON %d ms, CSV %d ms%n", (middle - begin) / 1_000_000, (end - middle) / 1_000_000);
        assertThat(fromJson.seats()).isEqualTo(60_000);
        assertThat(fromCsv).isEqualTo(fromJson);
    }

    /** As spreadsheets write a table where a comma stands in numbers, or into the clipboard. */
    @Test
    void aTableIsReadWhateverStandsBetweenItsColumns() {
        SeatMap map = csv("section,row,seat,tier,aisleAfter\nmain,A,1,stalls,true\nmain,A,\"2,5\",stalls,\n");

        for (String separator : new String[] {";", "\t"}) {
            String table = "Section,Row,Seat,TIER,aisleafter\nmain,A,1,stalls,true\n".replace(",", separator)
                    + "main,A,\"2,5\",stalls,\n".replaceAll(",(?!5)", separator);
            assertThat(csv(table)).as(table).isEqualTo(map);
        }
        assertThat(csvErrors("section;row\nmain;A\n")).containsKey("line 1, column seat");
    }

    /** Or a seat would be sold once more. Those that were taken in before go on. */
    @Test
    void seatsThatLookAlikeAreOne() {
        for (String alike : new String[] {"Ａ", "A\u200b", "A\u00ad", "\u202eA", " A", "A\u00a0"}) {
            assertThat(csvErrors("section,row,seat,tier\nm,A,1,t\nm," + alike + ",1,t\n"))
                    .as(alike)
                    .isNotEmpty();
            String document =
                    "{\"tier\": \"t\", \"sections\": [{\"id\": \"m\", \"rows\": [{\"label\": \"A\", \"seats\": \"1-2\"},"
                            + " {\"label\": \"" + alike + "\", \"seats\": \"1-2\"}]}]}";
            assertThat(errors(document)).as(alike).containsKeys("/sections/0/rows/1/label");
            assertThat(SeatMaps.stored(document.getBytes(StandardCharsets.UTF_8))
                            .seats())
                    .isEqualTo(4);
        }
        assertThat(csvErrors("section,row,seat,tier\nm,A,１,t\nm,A,1,t\n")).containsOnlyKeys("line 3, column seat");
        assertThat(csvErrors("section,row,seat,tier\nÉ,A,1,t\nE\u0301,A,2,t\n")).isNotEmpty();
        assertThat(csv("section,row,seat,tier\nm,A,1,t\nm,a,1,t\n").seats())
                .as("halls have rows of small letters behind those of capital ones")
                .isEqualTo(2);
    }

    private static SeatMap random(Random random) {
        SeatMapBuilder builder = new SeatMapBuilder();
        int sections = 1 + random.nextInt(3);
        int names = 0;
        for (int section = 0; section < sections; section++) {
            builder.section("s" + section, "Ünïcode \"" + section + "\"", 10 + random.nextInt(990));
            int rows = 1 + random.nextInt(4);
            for (int row = 0; row < rows; row++) {
                builder.row("r" + row);
                boolean plain = random.nextBoolean();
                int first = random.nextInt(12);
                int step = 1 + random.nextInt(2);
                int x = random.nextInt(-50, 50);
                for (int seat = 0; seat < 1 + (row * 7 + section) % 9; seat++) {
                    String label = plain || random.nextBoolean() ? first + seat * step + "" : "0" + seat + "b";
                    String name = !plain && random.nextInt(5) == 0 ? "name " + ++names : null;
                    String tier = plain || random.nextInt(3) > 0 ? "a" : "b";
                    x += plain ? 10 : random.nextInt(20);
                    int bits = random.nextInt(4) == 0 ? random.nextInt(16) : 0;
                    builder.seat(label, name, tier, x, plain ? row : random.nextInt(9), bits);
                }
            }
        }
        return builder.build(random.nextInt(100), -random.nextInt(100));
    }

    private static SeatMap json(String text) {
        return SeatMaps.fromJson(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SeatMap csv(String text) {
        return SeatMaps.fromCsv(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8, null);
    }

    private static Map<String, String> errors(String text) {
        return catchThrowableOfType(InvalidFieldsException.class, () -> json(text))
                .byPointer();
    }

    private static Map<String, String> csvErrors(String text) {
        return catchThrowableOfType(InvalidFieldsException.class, () -> csv(text))
                .byPointer();
    }
}
