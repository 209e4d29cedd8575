package dev.sluice.app.config;

import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every setting there is: what {@link Settings} ask for when they are read. */
public final class Declared {
    private static final List<Setting<?>> ALL = all();

    private Declared() {}

    /** In the order in which they are read, which is that of the documentation. */
    public static List<Setting<?>> settings() {
        return ALL;
    }

    /** Every name that can be given, with the names of the secrets' files. */
    static List<String> names() {
        return ALL.stream()
                .<String>mapMulti((setting, names) -> {
                    names.accept(setting.name());
                    if (setting.isSecret()) {
                        names.accept(SettingNames.file(setting));
                    }
                })
                .toList();
    }

    private static List<Setting<?>> all() {
        Map<String, Setting<?>> byName = new LinkedHashMap<>();
        Settings.read(
                new SettingReader() {
                    /** An example where there is no default, so that nothing is missing. */
                    @Override
                    public <T> Optional<T> find(Setting<T> setting) {
                        Setting<?> known = byName.putIfAbsent(setting.name(), setting);
                        if (known != null && known != setting) {
                            throw new IllegalStateException(setting.name() + " is declared twice");
                        }
                        return Optional.ofNullable(setting.defaultValue())
                                .or(() -> Optional.of(
                                        setting.format().parse(setting.format().example())));
                    }
                },
                false);
        return List.copyOf(byName.values());
    }
}
