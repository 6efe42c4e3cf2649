import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import type { Colour } from '../../helpers/terminal/cell.js';
import { closeTerminals, type Terminal } from '../../helpers/terminal/terminal.js';
import { filter, openBetweenLines, openPlimsoll, untouched } from '../plimsoll.js';

const { skip, engine } = engineOrSkip();
const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-terminals-'));
const colourful = path.join(folder, 'colourful.yaml');
writeFileSync(colourful, 'colours: {accent: "bold #ff8800", good: "#00d700 on #080808", border: "#123456"}\n');
afterEach(closeTerminals);
afterAll(() => rmSync(folder, { recursive: true }));

/** Records all that the program writes from now on. */
function listen(terminal: Terminal): () => string {
	let output = '';
	terminal.onOutput(chunk => {
		output += chunk.toString('utf8');
	});
	return () => output;
}

/** Opens panes, tabs and modals. */
async function lookAround(terminal: Terminal): Promise<void> {
	await terminal.until(/\d%/);
	await terminal.press('m', 'l', '2', '3', '4', '1', 'X');
	// The modal opens when the engine has answered with its sizes.
	await terminal.until(/Clean up . \d/);
	await terminal.press('esc', 'v', 'esc', 'z', '?');
	await terminal.until('Help');
}

/** Returns the colours of the cells on the screen. */
function colours(terminal: Terminal): Colour[] {
	const { cols, rows } = terminal.emulator;
	const all = new Set<Colour>();
	for (let y = 0; y < rows; y++) {
		for (let x = 0; x < cols; x++) {
			const { foreground, background } = terminal.cell(x, y);
			all.add(foreground).add(background);
		}
	}
	all.delete(undefined);
	return [...all];
}

const demoIn = (env: Record<string, string>, ...args: string[]) =>
	openPlimsoll({ args: ['--demo', '--config', colourful, ...args], env });

describe('a terminal of sixteen colours', () => {
	test('is sent no other colours, whatever the config says', async () => {
		const terminal = demoIn({ TERM: 'xterm', COLORTERM: '' });
		const output = listen(terminal);
		await lookAround(terminal);
		const styles = [...new Set([...output().matchAll(/\x1b\[([\d;:]*)m/g)].map(match => match[1]!))];
		expect(styles).toContain('36');
		expect(styles.filter(style => /\b[34]8\b/.test(style))).toEqual([]);
		const used = colours(terminal);
		expect(used.length).toBeGreaterThan(0);
		for (const colour of used) {
			expect([colour, Number(colour) < 16]).toEqual([colour, true]);
		}
	});

	test('is sent 256 or all colours when its TERM names them', async () => {
		const many = demoIn({ TERM: 'xterm-256color', COLORTERM: '' });
		await lookAround(many);
		expect(colours(many)).toContain(208);
		expect(colours(many).filter(colour => typeof colour === 'string')).toEqual([]);
		const all = demoIn({ TERM: 'xterm-256color', COLORTERM: 'truecolor' });
		await lookAround(all);
		expect(colours(all)).toContain('#ff8800');
	});
});

describe.skipIf(skip)('colours of a container’s own', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'colours');
		await scene.run('amber', ['printf', '\\033[38;5;208mamber \\033[48;2;0;0;128mon navy\\033[m plain\\n']);
	});
	afterAll(() => scene.clear());

	test.each<[Record<string, string>, Colour, Colour]>([
		[{ TERM: 'xterm', COLORTERM: '' }, 3, 4],
		[{ TERM: 'xterm-256color', COLORTERM: '' }, 208, 18],
		[{ COLORTERM: 'truecolor' }, 208, '#000080'],
		[{ NO_COLOR: '1' }, undefined, undefined],
	])('are mapped with %j to the colours of the terminal', async (env, amber, navy) => {
		const terminal = openPlimsoll({ host: engine.host, env });
		await terminal.until(/4 Networks \d/);
		await filter(terminal, scene.mark);
		await terminal.press('l');
		// The detail first shows the text plain, as a part of the Overview.
		const wordAt = (column: number) => {
			const y = terminal.screen().findIndex(row => row.includes('amber on navy plain'));
			return y < 0 ? undefined : terminal.cell(terminal.screen()[y]!.indexOf('amber on navy') + column, y);
		};
		await terminal.until(() => {
			const word = wordAt(6);
			return word !== undefined && word.foreground === amber && word.background === navy;
		});
		expect(wordAt(0)).toMatchObject({ text: 'a', foreground: amber, background: undefined });
		expect(wordAt(6)).toMatchObject({ text: 'o', foreground: amber, background: navy });
	});
});

describe('a locale without UTF-8', () => {
	const beyondAscii = (text: string) => [...new Set(text.match(/[^\x00-\x7f]/g) ?? [])];

	test.each<Record<string, string>>([{ LC_ALL: 'C' }, { LANG: 'POSIX' }, { LC_CTYPE: 'en_US.ISO-8859-1' }])(
		'gets an ASCII screen with %j',
		async env => {
			const terminal = openPlimsoll({ args: ['--demo'], env });
			const output = listen(terminal);
			await lookAround(terminal);
			expect(beyondAscii(output())).toEqual([]);
		},
	);

	test('gets a Unicode screen when the config says so', async () => {
		const config = path.join(folder, 'unicode.yaml');
		writeFileSync(config, 'ascii: false\n');
		const terminal = openPlimsoll({ args: ['--demo', '--config', config], env: { LC_ALL: 'C' } });
		await terminal.until(/\d%/);
		expect(terminal.screen().join('\n')).toContain('┌');
	});
});

describe('a dumb terminal', () => {
	test('gets one snapshot with the reason, and no escape sequence', async () => {
		const terminal = openBetweenLines({ args: ['--demo'], columns: 200, env: { TERM: 'dumb' } });
		const output = listen(terminal);
		await terminal.until('after 0');
		const [before, reason, head, ...rows] = terminal.screen().filter(Boolean);
		expect([before, reason]).toEqual([
			'before',
			'plimsoll: TERM=dumb has no cursor to draw a dashboard with; one snapshot instead',
		]);
		expect(head).toMatch(/^CONTAINER ID +NAME +IMAGE +STATUS/);
		expect(rows.length).toBeGreaterThan(3);
		expect(output()).not.toContain('\x1b');
		expect(terminal.modes).toEqual(untouched);
	});

	test('gets only JSON with --json', async () => {
		const terminal = openBetweenLines({ args: ['--demo', '--json'], columns: 400, env: { TERM: 'dumb' } });
		await terminal.until('after 0');
		expect(terminal.screen().join('\n')).toMatch(/^before\n\{"id":/);
		expect(terminal.screen().join('\n')).not.toContain('TERM=dumb');
	});
});
