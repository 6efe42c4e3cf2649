import type { Role } from '../domain/line.js';

/** What the config file can say, with defaults in the place of what it does not. */
export type Settings = {
	readonly theme: 'default' | 'mono' | 'high-contrast';
	/** Looks by role, in words: `bold cyan`, `#ff8800`. */
	readonly colours: Readonly<Partial<Record<Role, string>>>;
	/** Keys by action id, instead of the action's own. */
	readonly keys: Readonly<Record<string, readonly string[]>>;
	/** Where each of them stands: `config.yaml:3:22`. */
	readonly keyPlaces: Readonly<Record<string, string>>;
	readonly preferences: {
		readonly confirm?: 'all' | 'destructive' | 'none';
		readonly logLines?: number;
		readonly history?: number;
		readonly statsInterval?: number;
		readonly topInterval?: number;
		readonly ascii?: boolean;
	};
	/** Context names, addresses, hosts with `*` for any text, and `id:…`: nothing that changes these engines is sent. */
	readonly readOnly: readonly string[];
};

export const defaultSettings: Settings = {
	theme: 'default',
	colours: {},
	keys: {},
	keyPlaces: {},
	preferences: {},
	readOnly: [],
};
