/**
 * Writes docs/keys.md from the action table, man/plimsoll.1 from the table of flags, and docs/walkthrough.md from a journey on
 * the demo engine; with `--check` it fails if a file differs from its generated text.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { version } from '../package.json';
import type { Action, Scope } from '../source/actions/action.js';
import { scopeTitles } from '../source/actions/flows/help.js';
import { shownKeys, withKeys } from '../source/actions/keymap.js';
import { presets } from '../source/actions/presets.js';
import { actionTable } from '../source/actions/table/table.js';
import { presetNames } from '../source/domain/text/key-preset.js';
import { keyTitle } from '../source/domain/text/key-title.js';
import { nounIds } from '../source/panes/panes.js';
import { manPage } from './man/page.js';
import { takeJourney } from './walkthrough/frames.js';
import { walkthrough } from './walkthrough/text.js';

// Log lines show the time of day.
process.env.TZ = 'UTC';

const order: readonly Scope[] = ['global', 'browse', 'item', 'list', ...nounIds, 'detail', 'text', 'logs', 'connect'];

const cell = (text: string): string => text.replaceAll('|', '\\|');

const keyCell = (keys: readonly string[]): string =>
	keys.map(key => `\`${keyTitle(key) === '|' ? '\\|' : keyTitle(key)}\``).join(' ') || '–';

function row(action: Action): string {
	return `| ${keyCell(shownKeys(action))} | ${cell(action.title)} | \`${action.id}\` |`;
}

function section(scope: Scope): string {
	const actions = withKeys(actionTable).actions.filter(action => action.scope === scope);
	return [
		`## ${scopeTitles[scope]}`,
		'',
		'| key | does | name in the config |',
		'|---|---|---|',
		...actions.map(row),
		'',
	].join('\n');
}

/** The keys that presets change, beside plimsoll's own. */
const presetRows = actionTable
	.filter(({ id }) => presetNames.some(name => presets[name][id] !== undefined))
	.map(action => {
		const own = [action.keys, ...presetNames.map(name => presets[name][action.id])];
		return `| ${cell(action.title)} | ${own.map(keys => (keys === undefined ? '' : keyCell(keys))).join(' | ')} | \`${action.id}\` |`;
	});

const presetSection = [
	'## Keys of other programs',
	'',
	'`keys: lazydocker` and `keys: k9s` in the config file take over keys of these programs, `keys: { preset: k9s, quit: Q }` with',
	'changes. An empty cell is plimsoll’s own key. `?` shows the difference beside each changed key. Keys of dialogs and text fields',
	'stay as they are.',
	'',
	`| does | plimsoll | ${presetNames.join(' | ')} | name in the config |`,
	'|---|---|---|---|---|',
	...presetRows,
	'',
].join('\n');

const keys = [
	'# Keys',
	'',
	'Generated from the action table (`npm run docs`). Every key can be changed in the config file: `keys: { container.restart: x }`.',
	'An action without a key is in the palette (`:`) and in the action menu (`Enter`).',
	'',
	...order.map(section),
	presetSection,
].join('\n');

const documents: Readonly<Record<string, string>> = {
	'docs/keys.md': keys,
	'man/plimsoll.1': manPage(version),
	'docs/walkthrough.md': walkthrough(await takeJourney()),
};

for (const [name, text] of Object.entries(documents)) {
	const path = new URL(`../${name}`, import.meta.url);
	if (!process.argv.includes('--check')) {
		writeFileSync(path, text);
	} else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
		process.stderr.write(`${name} is out of date: run npm run docs\n`);
		process.exitCode = 1;
	}
}
