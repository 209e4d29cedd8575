package dev.sluice.gateway;

import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Pictures;

/** What a demo sells. */
public interface DemoGoods {
    /** Of a process that is no demo, or sells nothing by itself. */
    DemoGoods NOTHING = (_, _) -> {};

    /**
     * Puts on sale what is there from the start, or finds it. Blocks.
     *
     * @param pictures where those of sales are kept
     */
    void offer(SaleDesks sales, Pictures pictures);

    /** The id of a sale with a draw that can be entered now, which may begin for this; null where there is none. Blocks. */
    default String anotherDraw() {
        return null;
    }
}
