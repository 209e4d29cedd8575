package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FoldersTest {
    @TempDir
    Path folder;

    @Test
    void aFolderGoesWithAllThatIsInIt() throws IOException {
        Path other = Files.createFile(folder.resolve("other"));
        Path top = folder.resolve("top");
        Files.createDirectories(top.resolve("inner/most"));
        Files.createFile(top.resolve("inner/file"));
        Files.createSymbolicLink(top.resolve("link"), other);

        Folders.delete(top);

        assertThat(top).doesNotExist();
        assertThat(other).as("what a link only points to").exists();
    }

    @Test
    void whatIsNotThereNeedsNoDeleting() throws IOException {
        Folders.delete(folder.resolve("nothing"));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void othersMayPassThroughATemporaryOneButNotRead() throws IOException {
        Path made = Folders.temporary("sluice-folders-test-");
        try {
            assertThat(Files.getPosixFilePermissions(made).toString())
                    .contains("OTHERS_EXECUTE", "OWNER_WRITE")
                    .doesNotContain("OTHERS_READ", "GROUP_READ");
        } finally {
            Folders.delete(made);
        }
    }
}
