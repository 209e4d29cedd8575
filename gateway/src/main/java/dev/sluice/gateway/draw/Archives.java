package dev.sluice.gateway.draw;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.engine.port.Draws;
import dev.sluice.format.draw.DrawArchiveJson;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawArchive;

/**
 * Archives of draws, each written once, to a temporary file: whoever reads one slowly holds no thread and no memory. Those that were asked for last are kept.
 * Shared by all event loops; any thread may use it.
 */
public final class Archives {
    private static final int KILO = 1024;
    /** Some ten draws of a million entries. */
    private static final long MAX_KILOBYTES = 2L << 20;

    private final Cache<Integer, ArchiveFile> files = Caffeine.newBuilder()
            .maximumWeight(MAX_KILOBYTES)
            .weigher((Integer _, ArchiveFile file) -> (int) (1 + file.bytes() / KILO))
            .executor(Runnable::run)
            .<Integer, ArchiveFile>removalListener((_, file, _) -> file.close())
            .build();

    /** Of a draw whose order is known. May take a while. */
    ArchiveFile of(Draws draws, int sale, SaleTerms terms, Draw draw) {
        return files.get(sale, _ -> {
            PlacedEntries entries = PlacedEntries.of(draws, sale, terms, draw);
            return ArchiveFile.of(out -> DrawArchiveJson.write(out, DrawArchive.of(draw), entries));
        });
    }

    /** Whether it is written already; null if not. */
    ArchiveFile known(int sale) {
        return files.getIfPresent(sale);
    }
}
