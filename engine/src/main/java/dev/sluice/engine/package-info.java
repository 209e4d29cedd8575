package dev.sluice.engine;
