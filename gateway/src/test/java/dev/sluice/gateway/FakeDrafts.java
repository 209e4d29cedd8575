package dev.sluice.gateway;

import dev.sluice.engine.port.Drafts;
import dev.sluice.sale.SaleTerms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Drafts in memory, one of which is the owner's of {@link FakeSale}, and becomes that. Any thread may use it. */
final class FakeDrafts implements Drafts {
    static final UUID ID = new UUID(7, 7);

    private static final Stamp STAMP = new Stamp(1_000, FakeSale.OWNER, null);

    private final Map<UUID, Draft> drafts = new ConcurrentHashMap<>();

    FakeDrafts() {
        create(
                ID,
                FakeSale.OWNER,
                new Content("{\"id\": \"sale\"}", null, "A sale", "sale", null, "a sale", null),
                STAMP);
    }

    @Override
    public synchronized Result create(UUID id, String merchant, Content content, Stamp by) {
        Draft there = drafts.get(id);
        if (there != null) {
            return new Result(What.THERE, there.head());
        }
        return keep(id, drafts.size() + 1, merchant, 1, content, by, null);
    }

    private Result keep(
            UUID id, long number, String merchant, long version, Content content, Stamp by, Published published) {
        Head head = new Head(
                id, number, merchant, version, content.title(), content.saleId(), content.kind(), by, by, published);
        drafts.put(id, new Draft(head, published == null ? content.sale() : null, content.form()));
        return new Result(What.DONE, head);
    }

    @Override
    public List<Head> list(Filter filter, long beforeNumber, int limit) {
        List<Head> heads = new ArrayList<>();
        drafts.values().stream()
                .map(Draft::head)
                .filter(head -> filter.merchant() == null || filter.merchant().equals(head.merchant()))
                .sorted(Comparator.comparing(Head::number).reversed())
                .forEach(heads::add);
        return heads;
    }

    @Override
    public Draft find(UUID id) {
        return drafts.get(id);
    }

    @Override
    public Head durable(UUID id) {
        return drafts.get(id).head();
    }

    @Override
    public synchronized Result change(UUID id, long version, Content content, Stamp by) {
        Head head = drafts.get(id).head();
        return head.published() == null
                ? keep(id, head.number(), head.merchant(), head.version() + 1, content, by, null)
                : new Result(What.PUBLISHED, head);
    }

    @Override
    public synchronized Result remove(UUID id, long version) {
        return new Result(What.DONE, drafts.remove(id).head());
    }

    @Override
    public synchronized Result publish(UUID id, long version, SaleTerms terms, String owner, Stamp by) {
        Head head = drafts.get(id).head();
        return keep(
                id,
                head.number(),
                head.merchant(),
                head.version() + 1,
                new Content("{}", null, head.title(), head.saleId(), head.kind(), "", null),
                by,
                new Published(FakeSale.NUMBER, terms.id()));
    }
}
