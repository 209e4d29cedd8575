package dev.sluice.ledger;
