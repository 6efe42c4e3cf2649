/**
 * Writes docs/keys.md from the action table; with `--check` fails when the file is not what it would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Action, Scope } from '../source/actions/action.js';
import { scopeTitles } from '../source/actions/flows/help.js';
import { withKeys } from '../source/actions/keymap.js';
import { actionTable } from '../source/actions/table.js';
import { keyTitle } from '../source/domain/key-title.js';

const path = new URL('../docs/keys.md', import.meta.url);

const order: readonly Scope[] = [
	'global',
	'browse',
	'list',
	'containers',
	'images',
	'volumes',
	'networks',
	'detail',
	'text',
	'logs',
	'connect',
];

const cell = (text: string): string => text.replaceAll('|', '\\|');

function row(action: Action): string {
	const keys = action.keys.map(key => `\`${keyTitle(key) === '|' ? '\\|' : keyTitle(key)}\``).join(' ');
	return `| ${keys || '–'} | ${cell(action.title)} | \`${action.id}\` |`;
}

function section(scope: Scope): string {
	const actions = withKeys(actionTable).filter(action => action.scope === scope);
	return [
		`## ${scopeTitles[scope]}`,
		'',
		'| key | does | name in the config |',
		'|---|---|---|',
		...actions.map(row),
		'',
	].join('\n');
}

const text = [
	'# Keys',
	'',
	'Generated from the action table (`npm run docs`). Every key can be changed in the config file: `keys: { container.restart: x }`.',
	'An action without a key is in the palette (`:`) and in the action menu (`Enter`).',
	'',
	...order.map(section),
].join('\n');

if (process.argv.includes('--check')) {
	let found = '';
	try {
		found = readFileSync(path, 'utf8');
	} catch {
		// Missing is as wrong as stale.
	}
	if (found !== text) {
		process.stderr.write('docs/keys.md is not what the action table says: run npm run docs\n');
		process.exitCode = 1;
	}
} else {
	writeFileSync(path, text);
}
