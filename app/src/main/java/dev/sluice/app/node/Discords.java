package dev.sluice.app.node;

import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Traits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Why processes of one ledger do not get on with one another, in sentences for operators. Who says nothing of itself is not judged. */
public final class Discords {
    private Discords() {}

    /** None if all is well. */
    public static List<String> among(List<Member> living) {
        List<String> all = ofKeys(living);
        for (Member writer : living) {
            for (Member reader : living) {
                if (isMute(writer, reader)) {
                    all.add(mute(writer, reader));
                }
            }
        }
        return all;
    }

    /** Why one of them cannot be understood by others, or not understand them. */
    static List<String> between(Member one, List<Member> living) {
        List<String> all = new ArrayList<>();
        for (Member other : living) {
            if (isMute(one, other)) {
                all.add(mute(one, other));
            }
            if (isMute(other, one)) {
                all.add(mute(other, one));
            }
        }
        return all;
    }

    private static List<String> ofKeys(List<Member> living) {
        Map<String, Map<String, Set<String>>> whose = new TreeMap<>();
        living.forEach(member -> member.traits()
                .keys()
                .forEach((key, print) -> whose.computeIfAbsent(key, _ -> new TreeMap<>())
                        .computeIfAbsent(print, _ -> new TreeSet<>())
                        .add(name(member))));
        List<String> all = new ArrayList<>();
        whose.forEach((key, prints) -> {
            if (prints.size() > 1) {
                all.add(prints.entrySet().stream()
                        .map(print -> print.getKey() + " at " + String.join(", ", print.getValue()))
                        .collect(Collectors.joining(
                                "; ",
                                key + " is not the same everywhere, so that one refuses what another accepts: ",
                                "")));
            }
        });
        return all;
    }

    /** Whether both meet others at all, and one writes what the other does not read. */
    private static boolean isMute(Member writer, Member reader) {
        return !writer.roles().isEmpty()
                && !reader.roles().isEmpty()
                && writer.traits().writes() > reader.traits().reads();
    }

    private static String mute(Member writer, Member reader) {
        return name(writer) + released(writer.traits()) + " writes version "
                + writer.traits().writes() + " of what travels between processes, and " + name(reader)
                + released(reader.traits()) + " reads " + reader.traits().reads() + " at most";
    }

    private static String released(Traits traits) {
        return traits.release().isEmpty() ? "" : " (release " + traits.release() + ")";
    }

    private static String name(Member member) {
        return member.name().isEmpty() ? "process " + member.number() : member.name();
    }
}
