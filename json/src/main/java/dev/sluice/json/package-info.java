/**
 * JSON in two ways. The hot one is flat and by hand, for what every purchase costs: {@link dev.sluice.json.FlatJson} reads,
 * {@link dev.sluice.json.JsonBytes} writes. The cold one is a library's, for everything else: {@link dev.sluice.json.JsonTree} reads
 * whole documents, {@link dev.sluice.json.FieldReader} their fields, naming what is wrong by JSON pointers in
 * {@link dev.sluice.json.FieldErrors}, and {@link dev.sluice.json.Json} writes.
 */
package dev.sluice.json;
