package dev.sluice.gateway;

import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Charges;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reports;
import dev.sluice.gateway.auth.AuthConfig;
import dev.sluice.gateway.lane.Lanes;
import dev.sluice.gateway.operate.Operations;
import dev.sluice.payment.PaymentProviders;
import java.time.InstantSource;

/**
 * What a gateway stands in front of.
 *
 * @param lanes where {@code sales} publishes its outcomes
 * @param signingKey signs receipts and ticket codes; at least 32 bytes
 */
public record Services(
        SaleDesks sales,
        Plans plans,
        Reports reports,
        Charges charges,
        PaymentProviders payments,
        Lanes lanes,
        AuthConfig auth,
        byte[] signingKey,
        InstantSource clock,
        Operations operations) {}
