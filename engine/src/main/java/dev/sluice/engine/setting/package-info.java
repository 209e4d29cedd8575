/**
 * Settings, each declared where it is asked for: a configuration is a record with a method that reads it from a
 * {@link dev.sluice.engine.setting.SettingReader}, and everything else that knows the setting follows from that.
 */
package dev.sluice.engine.setting;
