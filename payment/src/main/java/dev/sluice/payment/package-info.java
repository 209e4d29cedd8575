package dev.sluice.payment;
