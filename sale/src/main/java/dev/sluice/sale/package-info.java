package dev.sluice.sale;
