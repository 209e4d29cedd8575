/**
 * Who sells: a {@link dev.sluice.crowd.merchant.Merchant} makes sales and reads back what is stored of them as
 * {@link dev.sluice.crowd.merchant.SaleRows}, which say what is wrong with it.
 */
package dev.sluice.crowd.merchant;
