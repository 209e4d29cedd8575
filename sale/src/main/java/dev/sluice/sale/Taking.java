package dev.sluice.sale;

/**
 * How somebody comes to take units. Whoever takes some again is asked all that a purchase is asked, but for what their first request has
 * settled. Each question is asked in one place, {@link Allocation#refusal} and {@link Allocation#find}, for all of them.
 *
 * <table>
 * <caption>What is asked</caption>
 * <tr><td></td><td>purchase</td><td>offer</td><td>late payment</td></tr>
 * <tr><td>the sale takes purchases</td><td>yes</td><td>not while it is paused</td><td>not once it is over</td></tr>
 * <tr><td>there is such a thing, in this tier</td><td>yes</td><td>yes</td><td>yes</td></tr>
 * <tr><td>the train has not left</td><td>yes</td><td>yes</td><td>yes</td></tr>
 * <tr><td>the purchase limit</td><td>yes</td><td>counted since they wait</td><td>yes</td></tr>
 * <tr><td>nobody waits who could have it</td><td>yes</td><td>in their order</td><td>or enough is left for them</td></tr>
 * <tr><td>enough is left, neither taken nor withheld</td><td>yes</td><td>yes</td><td>yes</td></tr>
 * <tr><td>no more are let in than may be</td><td>yes</td><td>nobody waits there</td><td>who has paid needs no letting in</td></tr>
 * <tr><td>what may be chosen</td><td>yes</td><td>who chooses does not wait</td><td>chosen before</td></tr>
 * </table>
 *
 * The price cannot be another one: it stands from the opening on, and a seat that moved to another tier is not in this one.
 */
enum Taking {
    /** A new request. */
    PURCHASE,
    /** Units that came free, for somebody who waits. */
    OFFER,
    /** A payment that comes after its hold has ended. */
    LATE_PAYMENT;

    /** Why not, by what the sale is just now; null if that is no reason. */
    Rejection refusal(SaleStatus status) {
        return switch (this) {
            case PURCHASE -> status.refusal();
            case OFFER -> status == SaleStatus.PAUSED ? Rejection.PAUSED : null;
            case LATE_PAYMENT -> status == SaleStatus.CLOSED ? Rejection.CLOSED : null;
        };
    }
}
