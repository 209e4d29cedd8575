package dev.sluice.crowd.http;

import dev.sluice.json.Json;
import java.net.URI;

/** Tokens as a demo gives them to whoever asks, so that no secret is needed. Each is asked for anew. Any thread may use them. */
public final class DemoTokens implements TokenSource {
    private final ShopClient shop;

    /** @param root of the demo, without a path */
    public DemoTokens(URI root) {
        this.shop = new ShopClient(root, TokenSource.NONE);
    }

    /** @throws IllegalStateException when this is no demo */
    @Override
    public String token(String user, String... roles) {
        Answer answer = shop.anybody().post("/v1/demo/token", Json.text(json -> {
            json.writeStartObject();
            json.writeStringField("user", user);
            json.writeArrayFieldStart("roles");
            for (String role : roles) {
                json.writeString(role);
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
        return answer.expect(201).text("/token");
    }
}
