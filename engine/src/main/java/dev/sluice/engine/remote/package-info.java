/** Sales whose writers are in other processes, as a gateway knows them by what these tell. Begin with {@link RemoteSales}. */
package dev.sluice.engine.remote;
