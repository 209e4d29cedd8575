/**
 * What is on sale, as the crowd sees it: a {@link dev.sluice.crowd.goods.SaleSpec} says what a merchant puts on sale, its
 * {@link dev.sluice.crowd.goods.Goods} what buyers can ask for and what must be true of it whatever happens.
 */
package dev.sluice.crowd.goods;
