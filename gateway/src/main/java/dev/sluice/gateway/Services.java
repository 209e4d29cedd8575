package dev.sluice.gateway;

import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Admissions;
import dev.sluice.engine.port.ApiKeys;
import dev.sluice.engine.port.Charges;
import dev.sluice.engine.port.Deeds;
import dev.sluice.engine.port.Drafts;
import dev.sluice.engine.port.Pictures;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reports;
import dev.sluice.engine.port.Role;
import dev.sluice.gateway.auth.AuthConfig;
import dev.sluice.gateway.board.Counting;
import dev.sluice.gateway.draw.DrawPorts;
import dev.sluice.gateway.guard.GuardPorts;
import dev.sluice.gateway.lane.Lanes;
import dev.sluice.gateway.merchant.Sizing;
import dev.sluice.gateway.operate.Operations;
import dev.sluice.payment.PaymentProviders;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a gateway stands in front of.
 *
 * @param lanes where {@code sales} publishes its outcomes
 * @param roles whose routes there are; operators' are always there
 * @param guards what guards count in
 * @param draws where draws are read, and what their values are checked with
 * @param admissions tickets at the entrance
 * @param pictures where merchants' pictures are kept
 * @param drafts sales that are not made yet
 * @param demo what it sells by itself
 * @param sizing what machines a sale will need
 * @param counting what boards of sales show
 * @param signingKey signs receipts and ticket codes; at least 32 bytes
 */
public record Services(
        Set<Role> roles,
        SaleDesks sales,
        Plans plans,
        Reports reports,
        Charges charges,
        ApiKeys apiKeys,
        Deeds deeds,
        PaymentProviders payments,
        Lanes lanes,
        AuthConfig auth,
        byte[] signingKey,
        InstantSource clock,
        Operations operations,
        GuardPorts guards,
        DrawPorts draws,
        Admissions admissions,
        Pictures pictures,
        Drafts drafts,
        DemoGoods demo,
        Sizing sizing,
        Counting counting) {
    public Services {
        roles = Set.copyOf(roles);
    }

    /** Of a process that sells nothing by itself. */
    public Services(
            Set<Role> roles,
            SaleDesks sales,
            Plans plans,
            Reports reports,
            Charges charges,
            ApiKeys apiKeys,
            Deeds deeds,
            PaymentProviders payments,
            Lanes lanes,
            AuthConfig auth,
            byte[] signingKey,
            InstantSource clock,
            Operations operations,
            GuardPorts guards,
            DrawPorts draws) {
        this(
                roles,
                sales,
                plans,
                reports,
                charges,
                apiKeys,
                deeds,
                payments,
                lanes,
                auth,
                signingKey,
                clock,
                operations,
                guards,
                draws,
                null,
                Pictures.NONE,
                null,
                DemoGoods.NOTHING,
                Sizing.NONE,
                Counting.alone());
    }

    /** Of a process that does everything. */
    public Services(
            SaleDesks sales,
            Plans plans,
            Reports reports,
            Charges charges,
            ApiKeys apiKeys,
            Deeds deeds,
            PaymentProviders payments,
            Lanes lanes,
            AuthConfig auth,
            byte[] signingKey,
            InstantSource clock,
            Operations operations) {
        this(
                EnumSet.allOf(Role.class),
                sales,
                plans,
                reports,
                charges,
                apiKeys,
                deeds,
                payments,
                lanes,
                auth,
                signingKey,
                clock,
                operations,
                GuardPorts.ofOneProcess(),
                new DrawPorts(null, null));
    }

    /** The same, with other guards. */
    Services with(GuardPorts other) {
        return with(other, draws, admissions, pictures, drafts, demo, sizing, counting);
    }

    /** The same, with draws. */
    Services with(DrawPorts other) {
        return with(guards, other, admissions, pictures, drafts, demo, sizing, counting);
    }

    /** The same, with pictures. */
    public Services with(Pictures other) {
        return with(guards, draws, admissions, other, drafts, demo, sizing, counting);
    }

    /** The same, with drafts. */
    public Services with(Drafts other) {
        return with(guards, draws, admissions, pictures, other, demo, sizing, counting);
    }

    /** The same, selling these by itself. */
    public Services with(DemoGoods goods) {
        return with(guards, draws, admissions, pictures, drafts, goods, sizing, counting);
    }

    /** The same, with somebody who reckons. */
    public Services sizedBy(Sizing other) {
        return with(guards, draws, admissions, pictures, drafts, demo, other, counting);
    }

    /** The same, with what boards of sales show. */
    public Services with(Counting other) {
        return with(guards, draws, admissions, pictures, drafts, demo, sizing, other);
    }

    /** The same, with an entrance. */
    public Services with(Admissions other) {
        return with(guards, draws, other, pictures, drafts, demo, sizing, counting);
    }

    private Services with(
            GuardPorts otherGuards,
            DrawPorts otherDraws,
            Admissions otherAdmissions,
            Pictures otherPictures,
            Drafts otherDrafts,
            DemoGoods otherGoods,
            Sizing otherSizing,
            Counting otherCounting) {
        return new Services(
                roles,
                sales,
                plans,
                reports,
                charges,
                apiKeys,
                deeds,
                payments,
                lanes,
                auth,
                signingKey,
                clock,
                operations,
                otherGuards,
                otherDraws,
                otherAdmissions,
                otherPictures,
                otherDrafts,
                otherGoods,
                otherSizing,
                otherCounting);
    }

    boolean has(Role role) {
        return roles.contains(role);
    }
}
