import type { PresetName } from '../domain/text/key-preset.js';
import type { Role } from '../domain/text/line.js';
import type { ThemeName } from '../domain/text/theme-name.js';

/** Settings of the config file; a setting that the file does not have has its default value. */
export type Settings = {
	readonly theme: ThemeName;
	/** Colour and style of each role: `bold cyan`, `#ff8800`. */
	readonly colours: Readonly<Partial<Record<Role, string>>>;
	/** The program whose keys apply; by default plimsoll's own. */
	readonly keyPreset: PresetName | undefined;
	/** Keys by action id; they replace the action's default keys, or those of the preset. */
	readonly keys: Readonly<Record<string, readonly string[]>>;
	/** Position of each entry of `keys` in the file, by action id: `config.yaml:3:22`. */
	readonly keyPlaces: Readonly<Record<string, string>>;
	/** The columns of lists by the name of the pane, in their order. */
	readonly columns: Readonly<Record<string, readonly string[]>>;
	/** Positions in the file by pane, and by pane and index: `containers`, `containers.2`. */
	readonly columnPlaces: Readonly<Record<string, string>>;
	readonly preferences: {
		readonly confirm?: 'all' | 'destructive' | 'none';
		readonly logLines?: number;
		readonly history?: number;
		readonly statsInterval?: number;
		readonly topInterval?: number;
		readonly ascii?: boolean;
		readonly mouse?: boolean;
		readonly pipe?: 'argv' | 'shell';
	};
	/** Engines that are read-only, by context name, address, host (`*` matches any text) or `id:…`. */
	readonly readOnly: readonly string[];
	/** True if the containers are grouped by project at the start. */
	readonly grouped: boolean;
};

export const defaultSettings: Settings = {
	theme: 'default',
	colours: {},
	keyPreset: undefined,
	keys: {},
	keyPlaces: {},
	columns: {},
	columnPlaces: {},
	preferences: {},
	readOnly: [],
	grouped: false,
};
