/**
 * Writes docs/keys.md from the action table, man/plimsoll.1 from the table of flags, and docs/walkthrough.md from a journey on
 * the demo engine; with `--check` it fails if a file differs from its generated text.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { version } from '../package.json';
import type { Action, Scope } from '../source/actions/action.js';
import { scopeTitles } from '../source/actions/flows/help.js';
import { shownKeys, withKeys } from '../source/actions/keymap.js';
import { actionTable } from '../source/actions/table/table.js';
import { keyTitle } from '../source/domain/text/key-title.js';
import { nounIds } from '../source/panes/panes.js';
import { manPage } from './man/page.js';
import { takeJourney } from './walkthrough/frames.js';
import { walkthrough } from './walkthrough/text.js';

// Log lines show the time of day.
process.env.TZ = 'UTC';

const order: readonly Scope[] = ['global', 'browse', 'item', 'list', ...nounIds, 'detail', 'text', 'logs', 'connect'];

const cell = (text: string): string => text.replaceAll('|', '\\|');

function row(action: Action): string {
	const keys = shownKeys(action)
		.map(key => `\`${keyTitle(key) === '|' ? '\\|' : keyTitle(key)}\``)
		.join(' ');
	return `| ${keys || '–'} | ${cell(action.title)} | \`${action.id}\` |`;
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

const keys = [
	'# Keys',
	'',
	'Generated from the action table (`npm run docs`). Every key can be changed in the config file: `keys: { container.restart: x }`.',
	'An action without a key is in the palette (`:`) and in the action menu (`Enter`).',
	'',
	...order.map(section),
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
