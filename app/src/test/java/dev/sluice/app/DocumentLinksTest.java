package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocumentLinksTest {
    @TempDir
    private Path folder;

    @Test
    void everyLinkOfTheDocumentsLeadsSomewhereAndEveryPageIsReached() {
        assertThat(DocumentLinks.violations(SourceTree.ofThisBuild().root())).isEmpty();
    }

    @Test
    void aSampleThatIsInOrderHasNoViolations() throws IOException {
        writeASample();
        assertThat(DocumentLinks.violations(folder)).isEmpty();
    }

    @Test
    void headingsAreReachedAsRenderersDo() {
        assertThat(DocumentLinks.anchors("""
                # What `a` "says": 10,000 sales
                ## Twice
                ## Twice
                ```
                # no heading
                ```
                ## See [there](there.md)
                """))
                .containsExactlyInAnyOrder("what-a-says-10000-sales", "twice", "twice-1", "see-there");
    }

    @Test
    void filesAndHeadingsThatAreNotThereAreSeen() throws IOException {
        writeASample();
        write("docs/b.md", "# B\n[gone](gone.md) [heading](a.md#gone) [own](#here) [out](../../x.md)\n");
        assertThat(DocumentLinks.violations(folder))
                .containsExactlyInAnyOrder(
                        "docs/b.md links to gone.md, which is not there",
                        "docs/b.md links to #gone, a heading that docs/a.md does not have",
                        "docs/b.md links to #here, a heading that docs/b.md does not have",
                        "docs/b.md links to ../../x.md, which is not there");
    }

    @Test
    void aPageThatNobodyReachesIsSeen() throws IOException {
        writeASample();
        write("docs/c.md", "# C\n[b](b.md)\n");
        assertThat(DocumentLinks.violations(folder)).containsExactly("docs/c.md is not reached from README.md");
    }

    @Test
    void documentsThatAreNamedInSourcesAndHelpTextsAreFollowed() throws IOException {
        writeASample();
        write("app/src/main/java/A.java", "/** See docs/a.md, docs/a.md#gone and docs/old.md. */ class A {}\n");
        write("sluice", "echo 'docs/older.md lists them'\n");
        assertThat(DocumentLinks.violations(folder))
                .containsExactlyInAnyOrder(
                        "app/src/main/java/A.java links to #gone, a heading that docs/a.md does not have",
                        "app/src/main/java/A.java names docs/old.md, which is not there",
                        "sluice names docs/older.md, which is not there");
    }

    private void writeASample() throws IOException {
        write("README.md", "# R\n[a](docs/a.md#one-two) [web](https://sluice.example/gone.md) `[no](link.md)`\n");
        write("docs/a.md", "# A\n[b](b.md)\n## One, two\n```\n[no](link.md)\n```\n");
        write("docs/b.md", "# B\n[a][a] [up](../README.md)\n\n[a]: a.md\n");
        write("target/c.md", "[gone](gone.md)\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
