/** What operators ask a process for: its health, its metrics, the description of its routes. */
package dev.sluice.gateway.operate;
