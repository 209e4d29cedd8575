package dev.sluice.app;
