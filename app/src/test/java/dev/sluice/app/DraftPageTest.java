package dev.sluice.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Drafts of sales, in a browser: kept, shared, and published once. */
final class DraftPageTest extends SaleForms {
    /** What somebody saves replaces nothing that they have not seen. */
    @Test
    void aDraftIsGoneOnWithByAColleagueAndNobodyIsOverwritten() {
        WindowShopper mia = newSale();
        begin(mia, "Draft night", "counted");
        tier(mia, 0, "Standing", "1.2.3", "2");
        mia.find(".row-add:visible").first().click();
        tier(mia, 1, "Seated", "20", "5");
        field(mia, "picture").setInputFiles(new FilePayload("cover.png", "image/png", png()));
        assertThat(mia.find(".form-picture")).isVisible();
        field(mia, "crowd").fill("5000");
        mia.sees("#draft-state", "Not saved as a draft");
        saveDraft(mia);
        assertThat(mia.find("h1")).hasText("Draft of a sale");
        Axe.findsNothing(mia.page(), "a draft that is saved");
        String id = draftOf(mia);

        WindowShopper lin = staff("/console/sales/new?draft=" + id);
        assertThat(field(lin, "title")).hasValue("Draft night");
        assertThat(row(lin, "tier-price", 0)).hasValue("1.2.3");
        assertThat(row(lin, "tier-name", 1)).hasValue("Seated");
        assertThat(field(lin, "crowd")).hasValue("5000");
        assertThat(lin.find(".form-picture")).isVisible();
        row(lin, "tier-price", 0).fill("12");
        lin.sees("#draft-state", "What you changed since");
        saveDraft(lin);

        field(mia, "place").fill("Harbour");
        mia.find("#save-draft").click();
        mia.sees("#draft-conflict", "after you had opened it");
        assertThat(mia.find("#draft-differences li")).hasCount(2);
        assertThat(mia.find("#draft-differences li").first()).containsText("nothing is saved, “Harbour” is here");
        assertThat(mia.find("#draft-differences li").last()).containsText("“12” is saved, “1.2.3” is here");
        Axe.findsNothing(mia.page(), "a draft that a colleague saved");
        mia.find("#keep-mine").click();
        assertThat(mia.find("#draft-state")).not().containsText("What you changed since");
        assertThat(mia.find("#draft-conflict")).isHidden();
        assertThat(mia().get("/v1/admin/drafts/" + id).text("/sale/event/place"))
                .isEqualTo("Harbour");

        lin.page().onDialog(dialog -> dialog.accept());
        field(lin, "place").fill("Old town");
        lin.find("#save-draft").click();
        lin.find("#take-theirs").click();
        assertThat(field(lin, "place")).hasValue("Harbour");
        assertThat(row(lin, "tier-price", 0)).hasValue("1.2.3");
        row(lin, "tier-price", 0).fill("12");
        saveDraft(lin);

        row(mia, "tier-price", 0).fill("13");
        mia.page().onDialog(dialog -> dialog.accept());
        mia.page().reload();
        mia.sees("#draft-conflict", "after you had opened it");
        assertThat(row(mia, "tier-price", 0)).hasValue("13");
        mia().with("If-Match", "*").delete("/v1/admin/drafts/" + id).expect(204);
        mia.find("#save-draft").click();
        mia.sees("#draft-conflict", "deleted this draft");
        saveDraft(mia);
        assertThat(draftOf(mia)).isNotEqualTo(id);
        lin.open("/console/sales/new?draft=" + id).sees("#missing", "no such draft");
    }

    /** From the list, and where the answer to the click is lost. */
    @Test
    void aDraftIsPublishedFromTheListOnce() {
        WindowShopper mia = newSale();
        begin(mia, "Listed draft", "counted");
        tier(mia, 0, "All", "10", "4");
        saveDraft(mia);
        String id = draftOf(mia);
        WindowShopper lin = staff("/console/sales/new?draft=" + id);

        mia.open("/console?status=DRAFT&q=listed");
        Locator draft = mia.find("[data-draft='" + id + "']");
        assertThat(draft).containsText("Listed draft");
        assertThat(draft.locator(".badge")).hasText("Draft");
        assertThat(mia.find("tbody tr")).hasCount(1);
        Axe.findsNothing(mia.page(), "a list with a draft");
        draft.getByText("Publish").click();
        mia.sees("#ask-title", "Listed draft");
        mia.page().route("**/publish", BrowsedShop::loseTheAnswer);
        mia.find("#ask-yes").click();
        mia.page().waitForURL(Pattern.compile(".*/console/sales/listed-draft"));
        assertThat(mia().get(ADMIN + "listed-draft").text("/version")).isEqualTo("1");

        field(lin, "place").fill("Too late");
        lin.find("#save-draft").click();
        lin.sees("#draft-conflict", "it is a sale now");
        lin.page().onDialog(dialog -> dialog.accept());
        lin.page().reload();
        lin.page().waitForURL(Pattern.compile(".*/console/sales/listed-draft"));
        mia.open("/console?q=listed");
        assertThat(mia.find("[data-sale='listed-draft']")).isVisible();
        assertThat(mia.find("[data-draft]")).hasCount(0);
    }

    /** What programs wrote is shown as far as it fits the form; a copy becomes a draft once it is saved. */
    @Test
    void draftsOfProgramsAndCopiesAreGoneOnWith() {
        String id = mia().post("/v1/admin/drafts", """
                        {"sale": {"id": "by-program", "title": "By a program", "opensAt": "soon", "event": "x", "limitPerUser": [1],
                          "inventory": {"kind": "counted", "tiers": [{"id": "a", "name": "A", "capacity": 3},
                            {"id": "b", "name": "B", "price": {"amount": 1050, "currency": "EUR"}, "capacity": "x"}]}}}""").expect(201).id();
        WindowShopper staff = staff("/console/sales/new?draft=" + id);
        assertThat(field(staff, "title")).hasValue("By a program");
        assertThat(row(staff, "tier-name", 1)).hasValue("B");
        assertThat(row(staff, "tier-capacity", 0)).hasValue("3");
        staff.find("#delete-draft").click();
        staff.sees("#ask-title", "By a program");
        staff.find("#ask-yes").click();
        staff.page().waitForURL(Pattern.compile(".*/console$"));
        assertThat(mia().get("/v1/admin/drafts/" + id).status()).isEqualTo(404);

        mia().post("/v1/admin/sales", TestSale.of("to-copy").json()).expect(201);
        WindowShopper copy = staff("/console/sales/new?copy=to-copy");
        field(copy, "id").fill("copied");
        saveDraft(copy);
        copy.page().reload();
        assertThat(field(copy, "id")).hasValue("copied");
        assertThat(copy.find("#kept")).hasCount(0);
        assertThat(copy.find("#copy")).hasCount(0);
        assertThat(publish(copy, "copied").text("/tiers/0/capacity")).isEqualTo("1");
    }
}
