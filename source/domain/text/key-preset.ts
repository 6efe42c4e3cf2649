/** The programs whose keys plimsoll can take over, by their names in the config file. */
export const presetNames = ['lazydocker', 'k9s'] as const;

export type PresetName = (typeof presetNames)[number];
