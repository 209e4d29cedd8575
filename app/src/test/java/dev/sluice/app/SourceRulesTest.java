package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceRulesTest {
    @TempDir
    private Path folder;

    private SourceTree sample;

    @BeforeEach
    void writeASampleThatIsInOrder() throws IOException {
        write("pom.xml", "<modules><module>sale</module><module>ledger</module></modules>");
        write("sale/pom.xml", "<artifactId>sale</artifactId>");
        write("sale/src/main/java/A.java", "package dev.sluice.sale;\nimport java.util.List;\nclass A {}\n");
        write("ledger/pom.xml", dependency("dev.sluice", "engine", ""));
        write(
                "ledger/src/main/java/B.java",
                "package dev.sluice.ledger;\nimport dev.sluice.engine.port.Ledger;\nimport dev.sluice.sale.Change;\n");
        sample = new SourceTree(folder);
    }

    @Test
    void modulesUseOnlyWhatTheyMay() {
        SourceTree tree = SourceTree.ofThisBuild();
        assertThat(tree.modules()).contains("sale", "engine", "ledger", "payment", "gateway", "app", "bench", "chaos");
        assertThat(tree.sources()).hasSizeGreaterThan(100);
        assertThat(ModuleRules.violations(tree)).isEmpty();
    }

    @Test
    void packagesUseOnlyWhatTheyMay() {
        assertThat(PackageRules.violations(SourceTree.ofThisBuild())).isEmpty();
    }

    @Test
    void sourcesAreTidy() {
        assertThat(TidyRules.violations(SourceTree.ofThisBuild())).isEmpty();
    }

    @Test
    void aSampleThatIsInOrderHasNoViolations() {
        assertThat(ModuleRules.violations(sample)).isEmpty();
        assertThat(PackageRules.violations(sample)).isEmpty();
        assertThat(TidyRules.violations(sample)).isEmpty();
    }

    @Test
    void anImportOfASiblingIsSeen() throws IOException {
        write("ledger/src/main/java/C.java", "package dev.sluice.ledger;\nimport dev.sluice.gateway.Routes;\n");
        assertThat(ModuleRules.violations(sample)).containsExactly("ledger/src/main/java/C.java uses module gateway");
    }

    @Test
    void aFullNameInTheTextAndAStaticImportAreSeenToo() throws IOException {
        write("ledger/src/main/java/C.java", "package dev.sluice.ledger;\nclass C { dev.sluice.queue.Redis r; }\n");
        write("sale/src/main/java/D.java", "package dev.sluice.sale;\nimport static dev.sluice.engine.port.Reply.*;\n");
        assertThat(ModuleRules.violations(sample))
                .contains(
                        "ledger/src/main/java/C.java uses module queue",
                        "sale/src/main/java/D.java uses module engine");
    }

    @Test
    void aProviderThatIsNamedOutsideItsAdapterIsSeen() throws IOException {
        write("pom.xml", "<modules><module>payment</module><module>gateway</module></modules>");
        write(
                "payment/src/main/java/dev/sluice/payment/bank/Bank.java",
                "package dev.sluice.payment.bank;\nimport dev.sluice.payment.bank.Wire;\n");
        write("payment/src/main/java/dev/sluice/payment/P.java", "class P { dev.sluice.payment.bank.Bank b; }\n");
        write("gateway/src/main/java/G.java", "import dev.sluice.payment.PaymentProvider;\n");
        write("gateway/src/main/java/H.java", "import dev.sluice.payment.bank.Bank;\n");
        assertThat(ModuleRules.violations(sample))
                .containsExactlyInAnyOrder(
                        "payment/src/main/java/dev/sluice/payment/P.java uses the provider bank",
                        "gateway/src/main/java/H.java uses the provider bank");
    }

    @Test
    void aKindThatIsNamedWhereAllKindsAreAlikeIsSeen() throws IOException {
        write(
                "sale/src/main/java/T.java",
                "package dev.sluice.sale;\npublic record RaffleTerms(int n)\n    implements InventoryTerms {}\n");
        write(
                "sale/src/main/java/I.java",
                "package dev.sluice.sale;\nfinal class RaffleInventory implements Inventory {}\n");
        write("ledger/src/main/java/C.java", "class C { boolean is(Object o) { return o instanceof RaffleTerms; } }\n");
        write(
                "ledger/src/main/java/D.java",
                "class D { Object o = new Selection.Chosen(null); Object any = Selection.ANY; }\n");
        write(
                "ledger/src/main/java/E.java",
                "class E { String text = Selection.parse(null).text(); int noRaffleTermsHere; }\n");
        assertThat(ModuleRules.violations(sample))
                .containsExactly(
                        "ledger/src/main/java/C.java knows a kind by RaffleTerms",
                        "ledger/src/main/java/D.java knows a kind by Selection.Chosen");
    }

    @Test
    void everyKindHasOneModuleOfThePagesAndNoOtherKnowsIt() {
        Map<String, String> modules = SourceTree.ofThisBuild().pageModules();
        assertThat(modules).hasSizeGreaterThan(50);
        assertThat(PageRules.violations(modules)).isEmpty();
        assertThat(PageRules.kinds(modules))
                .isEqualTo(Kinds.all().stream().map(KindFormat::kind).sorted().toList());
    }

    @Test
    void aPageThatKnowsAKindIsSeen() {
        assertThat(PageRules.violations(Map.of(
                        "kinds.js",
                                "import { raffle } from './kind-raffle.js';\nimport { other } from './kind-other.js';",
                        "kind-other.js", "export const other = {\n  id: 'other',\n};",
                        "kind-raffle.js",
                                "import { other } from './kind-other.js';\nexport const raffle = {\n  id: 'raffle',\n};",
                        "kind-lost.js", "export const lost = {\n  id: 'lost',\n};",
                        "fine.js", "byId('main').dataset.kind = kindOf(sale).id; // a raffle",
                        "sale.js", "import { raffle } from './kind-raffle.js';",
                        "card.js", "const isRaffle = kindOf(sale).id === 'raffle';",
                        "list.js", "switch (sale?.kind) {}")))
                .containsExactlyInAnyOrder(
                        "kind-lost.js is not in kinds.js",
                        "sale.js imports kind-raffle.js",
                        "card.js names the kind 'raffle'",
                        "list.js asks which kind it is");
    }

    @Test
    void aJsonLibraryOutsideItsModuleIsSeen() throws IOException {
        write("pom.xml", "<modules><module>json</module><module>ledger</module></modules>");
        write("json/src/main/java/J.java", "import com.fasterxml.jackson.core.JsonFactory;\n");
        write("ledger/src/main/java/C.java", "import com.fasterxml.jackson.core.JsonFactory;\n");
        write("ledger/src/main/java/D.java", "class D { io.vertx.core.json.JsonObject o; }\n");
        assertThat(ModuleRules.violations(sample))
                .containsExactly(
                        "ledger/src/main/java/C.java uses the library com.fasterxml.jackson.",
                        "ledger/src/main/java/D.java uses the library io.vertx.core.json.");
    }

    @Test
    void aDependencyOnASiblingIsSeenUnlessItIsForTestsOnly() throws IOException {
        write("ledger/pom.xml", dependency("dev.sluice", "gateway", "<scope>test</scope>"));
        assertThat(ModuleRules.violations(sample)).isEmpty();
        write("ledger/pom.xml", dependency("dev.sluice", "gateway", ""));
        assertThat(ModuleRules.violations(sample)).containsExactly("ledger/pom.xml depends on dev.sluice:gateway");
    }

    @Test
    void theRulesOfASaleDependOnTheJdkAloneAndKnowNoClock() throws IOException {
        write("sale/pom.xml", dependency("org.slf4j", "slf4j-api", ""));
        write("sale/src/main/java/D.java", "package dev.sluice.sale;\nimport java.net.URI;\n");
        write("sale/src/main/java/E.java", "package dev.sluice.sale;\nclass E { long t = System.nanoTime(); }\n");
        assertThat(ModuleRules.violations(sample))
                .containsExactly(
                        "sale/pom.xml depends on org.slf4j:slf4j-api",
                        "sale/src/main/java/D.java imports java.net.URI",
                        "sale/src/main/java/E.java uses System.nanoTime");
    }

    @Test
    void theRulesOfASaleKnowTimesButNotWhatTimeItIs() throws IOException {
        write(
                "sale/src/main/java/D.java",
                "package dev.sluice.sale;\nimport java.time.Instant;\nimport java.time.ZoneId;\n");
        assertThat(ModuleRules.violations(sample)).isEmpty();
        write("sale/src/main/java/D.java", "package dev.sluice.sale;\nimport java.time.InstantSource;\n");
        write(
                "sale/src/main/java/E.java",
                "package dev.sluice.sale;\nclass E { Object t = java.time.Instant.now(); }\n");
        write(
                "sale/src/main/java/F.java",
                "package dev.sluice.sale;\nclass F { Object z = ZoneId.systemDefault(); }\n");
        assertThat(ModuleRules.violations(sample))
                .containsExactly(
                        "sale/src/main/java/D.java uses java.time.InstantSource",
                        "sale/src/main/java/E.java uses .now(",
                        "sale/src/main/java/F.java uses ZoneId.systemDefault");
    }

    @Test
    void aModuleWithoutARuleIsSeen() throws IOException {
        write("pom.xml", "<modules><module>sale</module><module>novelty</module></modules>");
        assertThat(ModuleRules.violations(sample)).containsExactly("module novelty has no rule");
    }

    @Test
    void anArrowBetweenPackagesThatIsNotAllowedIsSeen() throws IOException {
        write("pom.xml", "<modules><module>format</module></modules>");
        write(
                "format/src/main/java/dev/sluice/format/plan/P.java",
                "package dev.sluice.format.plan;\nimport dev.sluice.format.kind.K;\npublic record P() {}\n");
        write(
                "format/src/main/java/dev/sluice/format/kind/K.java",
                "package dev.sluice.format.kind;\nclass C { dev.sluice.format.plan.P p; }\n");
        write("format/src/main/java/dev/sluice/format/attic/A.java", "package dev.sluice.format.attic;\n");
        assertThat(PackageRules.violations(sample))
                .containsExactly(
                        "package format.attic has no rule",
                        "package format.plan uses format.kind",
                        "packages form a circle: format.kind format.plan");
    }

    @Test
    void aCommentOrAStringUsesNothing() throws IOException {
        write("pom.xml", "<modules><module>format</module></modules>");
        write("format/src/main/java/dev/sluice/format/plan/P.java", """
            package dev.sluice.format.plan;
            /** Not {@link dev.sluice.format.kind.K}. */
            class P { String s = "dev.sluice.format.kind.K"; } // dev.sluice.format.kind.K
            """);
        write("format/src/main/java/dev/sluice/format/kind/K.java", "package dev.sluice.format.kind;\nclass K {}\n");
        assertThat(PackageRules.violations(sample)).isEmpty();
    }

    @Test
    void whatIsPublicForNobodyIsSeen() throws IOException {
        write("pom.xml", "<modules><module>ledger</module></modules>");
        write("ledger/src/main/java/dev/sluice/ledger/A.java", "package dev.sluice.ledger;\npublic final class A {}\n");
        assertThat(PackageRules.violations(sample))
                .containsExactly("ledger/src/main/java/dev/sluice/ledger/A.java is public and has no reader in another"
                        + " package");
        write(
                "ledger/src/main/java/dev/sluice/ledger/E.java",
                "package dev.sluice.ledger;\nclass E { public void take(A shown) {} }\n");
        assertThat(PackageRules.violations(sample)).hasSize(1);
        write("ledger/src/test/java/F.java", "package dev.sluice;\nimport dev.sluice.ledger.A;\n");
        assertThat(PackageRules.violations(sample)).isEmpty();
    }

    @Test
    void classesThatFormACircleAreSeen() throws IOException {
        write("pom.xml", "<modules><module>ledger</module></modules>");
        write("ledger/src/main/java/dev/sluice/ledger/A.java", "package dev.sluice.ledger;\nclass A { D d; }\n");
        write("ledger/src/main/java/dev/sluice/ledger/D.java", "package dev.sluice.ledger;\nclass D { E e; }\n");
        write("ledger/src/main/java/dev/sluice/ledger/E.java", "package dev.sluice.ledger;\nclass E {}\n");
        assertThat(PackageRules.violations(sample)).isEmpty();
        write("ledger/src/main/java/dev/sluice/ledger/E.java", "package dev.sluice.ledger;\nclass E { A a; }\n");
        assertThat(PackageRules.violations(sample))
                .containsExactly("classes form a circle: dev.sluice.ledger.A dev.sluice.ledger.D dev.sluice.ledger.E");
    }

    @Test
    void untidySourcesAreSeen() throws IOException {
        write("sale/src/main/java/C.java", "class Sale" + "Manager {}\n");
        write("sale/src/main/java/D.java", "// TO" + "DO: later\n");
        write("sale/src/main/java/E.java", "class E {\t}\n");
        write("sale/src/test/java/F.java", "class F { { Thread." + "sleep(1); } }\n");
        write("sale/src/main/java/G.java", "class G { void end(Connection connection) { connection.commit(); } }\n");
        assertThat(TidyRules.violations(sample))
                .containsExactly(
                        "sale/src/main/java/C.java has a class whose name says nothing",
                        "sale/src/main/java/D.java is not finished",
                        "sale/src/main/java/E.java has a tab",
                        "sale/src/main/java/G.java commits by itself; let Durable do it",
                        "sale/src/test/java/F.java sleeps; await a condition");
    }

    @Test
    void twoShippedClassesOfOneNameAreSeen() throws IOException {
        write("ledger/src/main/java/A.java", "package dev.sluice.ledger;\nclass A {}\n");
        write("sale/src/test/java/B.java", "package dev.sluice.sale;\nclass B {}\n");
        assertThat(TidyRules.violations(sample))
                .containsExactly("ledger/src/main/java/A.java has the name of sale/src/main/java/A.java");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String dependency(String group, String artifact, String scope) {
        return "<dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId>" + scope
                + "</dependency>";
    }
}
