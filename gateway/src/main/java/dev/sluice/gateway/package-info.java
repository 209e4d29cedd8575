/**
 * HTTP in front of the sales. {@link dev.sluice.gateway.Gateway} starts it, {@link dev.sluice.gateway.EventLoop} is what runs on each
 * event loop, {@link dev.sluice.gateway.Routes} gives every route what it uses. The packages below never form a circle: what shoppers
 * and merchants do ({@code shop}, {@code catalogue}, {@code merchant}, {@code operate}, {@code pages}) stands on who asks ({@code
 * auth}), how the writers are asked ({@code lane}) and how HTTP is answered ({@code http}).
 */
package dev.sluice.gateway;
