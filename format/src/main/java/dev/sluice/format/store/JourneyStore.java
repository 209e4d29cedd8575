package dev.sluice.format.store;

import dev.sluice.format.plan.Times;
import dev.sluice.format.plan.TrainFields;
import dev.sluice.format.plan.TrainJson;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.Plan;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Train;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code {"date", "numbersAtMillis", "closesMinutesBefore"?, "numbered"}}; the plan is the train. */
final class JourneyStore implements KindStore {
    static final KindStore JOURNEY = new JourneyStore();

    private JourneyStore() {}

    @Override
    public String kind() {
        return "journey";
    }

    @Override
    public Set<RowContent> rows() {
        return Set.of(RowContent.PAYMENTS, RowContent.STRETCHES);
    }

    @Override
    public String store(InventoryTerms inventory) {
        JourneyTerms journey = (JourneyTerms) inventory;
        return Json.text(json -> {
            json.writeStartObject();
            json.writeStringField("date", journey.date());
            json.writeNumberField("numbersAtMillis", journey.numbersAtMillis());
            if (journey.closesMinutesBefore() > 0) {
                json.writeNumberField("closesMinutesBefore", journey.closesMinutesBefore());
            }
            json.writeBooleanField("numbered", journey.numbered());
            json.writeEndObject();
        });
    }

    @Override
    public String storePlan(Plan plan) {
        return Json.text(json -> TrainJson.write(json, (Train) plan));
    }

    @Override
    public Plan restorePlan(String document) {
        FieldReader fields = stored(document);
        Train train = TrainFields.train(fields);
        fields.errors().throwIfAny();
        return train;
    }

    @Override
    public InventoryTerms restore(String stored, Plan plan, List<TierTerms> tiers) {
        FieldReader fields = stored(stored);
        LocalDate date = fields.date("date");
        long numbersAt = fields.number("numbersAtMillis", 0, Long.MAX_VALUE, null);
        int closes = (int) fields.number("closesMinutesBefore", 0, Integer.MAX_VALUE, 0L);
        boolean numbered = fields.flag("numbered", false);
        fields.errors().throwIfAny();
        Train train = (Train) plan;
        long departs = Times.departureMillis(train, date);
        return new JourneyTerms(train, date.toString(), departs, Math.min(numbersAt, departs), closes, numbered);
    }

    private static FieldReader stored(String document) {
        Map<String, Object> json = JsonTree.object(document);
        return new FieldReader("", json, new FieldErrors());
    }
}
