package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.Eligibility;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.auth.SaleCodes;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.Decoding;
import dev.sluice.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.Charset;
import java.time.InstantSource;
import java.util.regex.Pattern;

/** {@code POST /v1/admin/sales/{sale}/codes/import}: codes that a merchant brings along. Safe to repeat; all of them are taken, or none. */
public final class CodeImportRoutes {
    private static final Pattern IMPORT = Pattern.compile(Pattern.quote(MerchantRoutes.PATH) + "/[^/]+/codes/import");

    private final Callers callers;
    private final OwnSales own;
    private final Eligibility eligibility;
    private final SaleCodes codes;
    private final Blocking imports;
    private final InstantSource clock;

    public CodeImportRoutes(
            Callers callers,
            OwnSales own,
            Eligibility eligibility,
            SaleCodes codes,
            Blocking imports,
            InstantSource clock) {
        this.callers = callers;
        this.own = own;
        this.eligibility = eligibility;
        this.codes = codes;
        this.imports = imports;
        this.clock = clock;
    }

    /** Whether whole documents are sent to this path. */
    public static boolean isImport(String path) {
        return IMPORT.matcher(path).matches();
    }

    public void mount(Router router) {
        Bodies.takenBy(router.post(MerchantRoutes.PATH + "/:sale/codes/import")).handler(callers.merchant(this::add));
    }

    private void add(RoutingContext context, Principal who) {
        SaleDesk sale = own.reported(context, who);
        Charset charset = Requests.requireCsv(context);
        Bodies.read(
                context,
                Bodies.MAX_DOCUMENT_BYTES,
                body -> imports.call(() -> add(sale.number(), Decoding.decode(body, charset)))
                        .onSuccess(added -> Failures.guard(
                                context,
                                () -> Answers.json(context.response(), added.added() > 0 ? 201 : 200, written(added))))
                        .onFailure(context::fail));
    }

    private Eligibility.Added add(int sale, String table) {
        CodeImport.Codes brought = CodeImport.read(table);
        Eligibility.Added added = eligibility.add(
                sale,
                brought.codes().stream().map(code -> codes.digest(sale, code)).toList(),
                brought.uses(),
                clock.millis());
        if (added == null) {
            throw CodeRoutes.tooMany();
        }
        return added;
    }

    private static Buffer written(Eligibility.Added added) {
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("added", added.added());
            json.writeNumberField("existing", added.existing());
            json.writeNumberField("revoked", added.revoked());
            json.writeEndObject();
        }));
    }
}
