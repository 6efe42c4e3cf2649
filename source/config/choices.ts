import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isThemeName, type ThemeName } from '../domain/text/theme-name.js';
import type { Settings } from './settings.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A choice that the user made in the dashboard, and the setting of the config file at that time. A setting that has been
 * changed since is newer than the choice.
 */
type Kept<T> = { readonly chosen: T; readonly configured: T };

/** The choices of earlier runs, as the state file has them. Columns are by pane. */
export type KeptChoices = {
	readonly theme?: Kept<ThemeName>;
	readonly columns?: Readonly<Record<string, Kept<Columns>>>;
};

/** The names of columns in their order; null for the usual ones. */
type Columns = readonly string[] | null;

/** The settings that the user can also choose in the dashboard. */
export type Choices = Pick<Settings, 'theme' | 'columns'>;

/** `$XDG_STATE_HOME/plimsoll/choices.json`, by default under `~/.local/state`. */
export function choicesPath(env: Environment, home = homedir()): string {
	return join(env.XDG_STATE_HOME || join(home, '.local', 'state'), 'plimsoll', 'choices.json');
}

/** Reads the state file. A file that is missing or broken has no choices: the next choice replaces it. */
export async function loadChoices(env: Environment): Promise<KeptChoices> {
	try {
		return readChoices(JSON.parse(await readFile(choicesPath(env), 'utf8')));
	} catch {
		return {};
	}
}

function readChoices(value: unknown): KeptChoices {
	const theme = kept(member(value, 'theme'), isThemeName);
	const columns = Object.entries(member(value, 'columns') ?? {}).flatMap(([pane, each]) => {
		const choice = kept(each, isColumns);
		return choice ? [[pane, choice] as const] : [];
	});
	return { ...(theme && { theme }), ...(columns.length > 0 && { columns: Object.fromEntries(columns) }) };
}

function kept<T>(value: unknown, is: (part: unknown) => part is T): Kept<T> | undefined {
	const [chosen, configured] = [member(value, 'chosen'), member(value, 'configured')];
	return is(chosen) && is(configured) ? { chosen, configured } : undefined;
}

const isColumns = (value: unknown): value is Columns =>
	value === null || (Array.isArray(value) && value.every(name => typeof name === 'string'));

const member = (value: unknown, name: string): unknown =>
	typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;

/** The settings with the choices that are newer. */
export function withChoices(settings: Settings, { theme, columns = {} }: KeptChoices): Settings {
	const byPane = new Map(Object.entries(settings.columns));
	for (const [pane, { chosen, configured }] of Object.entries(columns)) {
		if (isSameColumns(configured, settings.columns[pane])) {
			byPane.delete(pane);
			if (chosen !== null) {
				byPane.set(pane, chosen);
			}
		}
	}
	return {
		...settings,
		theme: theme?.configured === settings.theme ? theme.chosen : settings.theme,
		columns: Object.fromEntries(byPane),
	};
}

/** The kept choices after the user has chosen anew. `configured` are the settings of the config file. */
export function keepChoices(kept: KeptChoices, configured: Choices, before: Choices, now: Choices): KeptChoices {
	const changed = Object.keys({ ...before.columns, ...now.columns }).filter(
		pane => !isSameColumns(before.columns[pane], now.columns[pane]),
	);
	const columns = changed.map(pane => {
		const choice = { chosen: now.columns[pane] ?? null, configured: configured.columns[pane] ?? null };
		return [pane, choice] as const;
	});
	return {
		...kept,
		...(now.theme !== before.theme && { theme: { chosen: now.theme, configured: configured.theme } }),
		...(changed.length > 0 && { columns: { ...kept.columns, ...Object.fromEntries(columns) } }),
	};
}

const isSameColumns = (a: Columns | undefined, b: Columns | undefined): boolean =>
	(a ?? null)?.join() === (b ?? null)?.join();
