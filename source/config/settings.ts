import type { Endpoint } from '../domain/host.js';
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
	/** Context names and host URLs, `*` for any text: nothing that changes them is sent. */
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

/** Whether the settings protect an engine: by its context's name or its URL. */
export function isReadOnlyHost(settings: Settings, endpoint: Endpoint): boolean {
	return settings.readOnly.some(
		pattern => matches(pattern, endpoint.url) || (endpoint.context !== undefined && matches(pattern, endpoint.context)),
	);
}

function matches(pattern: string, text: string): boolean {
	const source = pattern
		.split('*')
		.map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
		.join('.*');
	return new RegExp(`^${source}$`).test(text);
}
