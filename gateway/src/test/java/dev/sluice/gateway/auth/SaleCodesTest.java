package dev.sluice.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SaleCodesTest {
    private final SaleCodes codes = new SaleCodes(new byte[32]);

    @Test
    void codesAreReadableAndEachIsAnother() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String code = SaleCodes.random();
            assertThat(code).matches("[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}");
            assertThat(made.add(code)).isTrue();
        }
    }

    @Test
    void aCodeIsTheSameHoweverItIsWritten() {
        byte[] kept = codes.digest(7, "7K3M-QX9T-4BHW");
        for (String written : new String[] {"7k3mqx9t4bhw", " 7K3M QX9T\t4BHW ", "7K3MQX9T-4bHW", "7-K-3-M-QX9T4BHW"}) {
            assertThat(codes.digest(7, written)).as(written).isEqualTo(kept);
        }
    }

    @Test
    void aCodeIsAnotherInAnotherSaleOrDeployment() {
        byte[] kept = codes.digest(7, "7K3M-QX9T-4BHW");
        assertThat(kept).hasSize(32);
        assertThat(codes.digest(8, "7K3M-QX9T-4BHW")).isNotEqualTo(kept);
        assertThat(codes.digest(7, "7K3M-QX9T-4BHX")).isNotEqualTo(kept);
        assertThat(new SaleCodes(new byte[33]).digest(7, "7K3M-QX9T-4BHW"))
                .as("a longer key of zeros is the same to HMAC")
                .isEqualTo(kept);
        byte[] other = new byte[32];
        other[31] = 1;
        assertThat(new SaleCodes(other).digest(7, "7K3M-QX9T-4BHW")).isNotEqualTo(kept);
    }
}
