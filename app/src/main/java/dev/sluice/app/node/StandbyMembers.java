package dev.sluice.app.node;

import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Role;
import java.util.List;
import java.util.Set;

/**
 * The processes of a ledger as one sees them that hears none of them: it has all sales or stands by, since its own buyers can reach only what it owns.
 * So it is the first choice for each sale that nobody owns, notices soon who has gone, leaves its sales to others when it ends, and gives away none
 * before. Any thread may use it.
 */
final class StandbyMembers implements Members {
    private static final Set<Role> OWNER = Set.of(Role.TICKET);

    private final Members all;

    StandbyMembers(Members all) {
        this.all = all;
    }

    @Override
    public int self() {
        return all.self();
    }

    /** Whoever may own sales; of the others none has less to do than this one, so that nothing is moved to it. */
    @Override
    public List<Member> living() {
        int self = all.self();
        return all.living().stream()
                .filter(Member::mayOwn)
                .map(member -> new Member(
                        member.number(),
                        OWNER,
                        member.name(),
                        member.address(),
                        member.number() == self ? member.load() : Member.TAKES_NONE,
                        member.traits()))
                .toList();
    }

    @Override
    public long aloneNanos() {
        return all.aloneNanos();
    }

    @Override
    public void whenChanged(Runnable listener) {
        all.whenChanged(listener);
    }

    @Override
    public int firstChoice(int sale) {
        return all.self();
    }
}
