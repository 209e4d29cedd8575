/** What merchants do to their sales and read of them: {@code /v1/admin}. */
package dev.sluice.gateway.merchant;
