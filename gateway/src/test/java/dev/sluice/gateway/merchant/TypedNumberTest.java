package dev.sluice.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sale.OrderNumber;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TypedNumberTest {
    private static final String NUMBER = "7K3MR2XWQA";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7K3MR2XWQA",
                "7k3mr2xwqa",
                "7K3MR 2XWQA",
                "7k3mr-2xwqa",
                " 7K3MR\u20132XWQA ",
                "7K3 MR2 XWQA.",
                "\uFF17\uFF2B3MR2XWQA",
                "7\u041A3\u041CR2\u0425WQ\u0410",
                "7K3MR2XW0A",
                "7K3MR2XWOA",
                "7K3MR2XUQA"
            })
    void whatIsTypedForItMayMeanIt(String typed) {
        assertThat(TypedNumber.read(typed)).contains(NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7K3MR2XWQ", "7K3MR2XWQAB", "ann", "7K3MR2XWQ\u767E", "OOOOOOOOOOOOOOOOOOOO"})
    void whatIsNoNumberMeansNone(String typed) {
        assertThat(TypedNumber.read(typed)).doesNotContain(NUMBER).hasSizeLessThan(33);
    }

    @Test
    void whatOneMayReadOtherwiseMeansFewAtMost() {
        assertThat(TypedNumber.read("0000000000").size()).isLessThan(33);
        String any = OrderNumber.of(UUID.fromString("00000001-0203-4405-8607-08090a0b0c0d"));
        assertThat(TypedNumber.read(any)).containsExactly(any);
    }
}
