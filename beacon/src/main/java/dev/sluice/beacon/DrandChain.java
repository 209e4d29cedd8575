package dev.sluice.beacon;

/**
 * What drand tells of a chain ({@code GET /{hash}/info}); hashes, keys and seeds in hexadecimal digits.
 *
 * @param genesisSeed what drand calls the hash of the first group
 */
record DrandChain(
        String hash,
        String id,
        DrandScheme scheme,
        String publicKey,
        long genesisSeconds,
        int periodSeconds,
        String genesisSeed) {}
