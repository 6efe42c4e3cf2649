import xterm from '@xterm/headless';
import { describe, expect, test } from 'vitest';
import { paletteColour, themes } from '../../scripts/recorder/themes.js';
import type { Band, Role } from '../../source/domain/text/line.js';
import { isTerminalTheme, themeNames } from '../../source/domain/text/theme-name.js';
import { createCompositor } from '../../source/ui/drawing/compositor.js';
import { inScheme } from '../../source/ui/scheme-styles.js';
import { schemes } from '../../source/ui/schemes.js';
import { createPalette, defaultPalette, type Palette, spanSgr } from '../../source/ui/theme.js';
import { contrast } from '../helpers/contrast.js';
import { cellAt } from '../helpers/terminal/cell.js';

const names = themeNames.filter(name => !isTerminalTheme(name));
const roles = Object.keys(defaultPalette) as readonly Role[];
/** Texts that a user must read, and states. */
const read: readonly Role[] = [
	'text',
	'strong',
	'dim',
	'accent',
	'good',
	'warn',
	'bad',
	'title',
	'key',
	'new',
	'stderr',
];
const depths = { direct: { COLORTERM: 'truecolor', TERM: 'xterm' }, '256': { TERM: 'xterm-256color' } } as const;

/** The colour that SGR parameters set, as `#rrggbb`; the last one counts. */
function colourOf(sgr: string, ground: 3 | 4): string | undefined {
	const last = [...sgr.matchAll(new RegExp(`(?:^|;)${ground}8;(?:2;(\\d+);(\\d+);(\\d+)|5;(\\d+))`, 'g'))].at(-1);
	if (!last) {
		return undefined;
	}
	const [, red, green, blue, index] = last;
	return index === undefined
		? `#${[red, green, blue].map(part => Number(part).toString(16).padStart(2, '0')).join('')}`
		: paletteColour(themes.dark, Number(index));
}

/** The colours of a role on the screen. */
function colours(palette: Palette, role: Role, band?: Band) {
	const sgr = spanSgr({ text: '', role, ...(band && { band }) }, palette);
	const { front, back } = palette.ground!;
	return { front: (colourOf(sgr, 3) ?? colourOf(front, 3))!, back: (colourOf(sgr, 4) ?? colourOf(back, 4))! };
}

describe.each(names)('the palette %s', name => {
	test.each(Object.entries(depths))(
		'is readable with %s colours, on its background and in the selected row',
		(depth, env) => {
			const palette = createPalette({ name, env });
			// The nearest of 256 colours may be a little nearer to the background.
			const [onBackground, inBand] = depth === 'direct' ? [4.5, 3] : [3.5, 2.8];
			for (const role of read) {
				const { front, back } = colours(palette, role);
				expect(contrast(front, back), role).toBeGreaterThanOrEqual(onBackground);
				for (const band of ['focused', 'unfocused'] as const) {
					const selected = colours(palette, role, band);
					expect(contrast(selected.front, selected.back), `${role} ${band}`).toBeGreaterThanOrEqual(inBand);
				}
			}
			const text = colours(palette, 'text', 'focused');
			expect(contrast(text.front, text.back), 'text focused').toBeGreaterThanOrEqual(4.5);
			for (const role of ['match', 'mark-1', 'mark-2', 'mark-3', 'mark-4', 'border-focused'] as const) {
				const { front, back } = colours(palette, role);
				expect(contrast(front, back), role).toBeGreaterThanOrEqual(3);
			}
			for (const role of ['border', 'gauge-free'] as const) {
				const { front, back } = colours(palette, role);
				expect(contrast(front, back), role).toBeGreaterThanOrEqual(2);
			}
		},
	);

	test('tells states and bands apart', () => {
		for (const env of Object.values(depths)) {
			const palette = createPalette({ name, env });
			const states = (['text', 'good', 'warn', 'bad', 'accent'] as const).map(role => colours(palette, role).front);
			expect(new Set(states).size).toBe(5);
			const backs = [undefined, 'focused', 'unfocused'] as const;
			expect(new Set(backs.map(band => colours(palette, 'text', band).back)).size).toBe(3);
		}
	});

	test('is the terminal’s own theme where there are sixteen colours, and has no colours with NO_COLOR', () => {
		for (const env of [{ TERM: 'xterm' }, { TERM: 'xterm-256color', NO_COLOR: '1' }, { TERM: 'vt220' }]) {
			expect(createPalette({ name, env })).toEqual(createPalette({ env }));
		}
	});

	test('keeps the user’s own colours, in the tones of the palette', () => {
		const palette = createPalette({ name, env: depths.direct, overrides: { good: 'bold green', warn: '#123456' } });
		expect(palette.good).toMatch(/^1;38;2;/);
		expect(colours(palette, 'good').front).toBe(schemes[name].ansi[2]);
		expect(colours(palette, 'warn').front).toBe('#123456');
		expect(roles.every(role => palette[role] !== undefined)).toBe(true);
	});
});

describe('the colours of a log in a palette', () => {
	test.each([
		['31', '38;2;191;97;106'],
		['1;92;40', '1;38;2;163;190;140;48;2;59;66;82'],
		['38;5;3', '38;2;235;203;139'],
		['38;5;200;4', '38;5;200;4'],
		['38;2;31;32;33;107', '38;2;31;32;33;48;2;236;239;244'],
		['0', '0'],
		['39;49', '39;49'],
		['58;5;1', '58;5;1'],
	])('replaces only the sixteen colours of a terminal: %s', (sgr, expected) => {
		expect(inScheme(sgr, schemes.nord)).toBe(expected);
	});
});

describe('the screen in a palette', () => {
	const size = { columns: 12, rows: 3 };
	const line = [{ text: 'ok', role: 'good' as const }, { text: ' web' }];

	async function draw(...palettes: readonly Palette[]) {
		const terminal = new xterm.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true });
		const output: string[] = [];
		const compositor = createCompositor({ write: text => output.push(text) }, size, palettes[0]);
		compositor.setLayer({ id: 'a', z: 0, rect: { x: 0, y: 0, width: 12, height: 1 }, lines: [line] });
		for (const palette of palettes) {
			compositor.setPalette(palette);
			compositor.paint();
		}
		await new Promise<void>(resolve => terminal.write(output.join(''), resolve));
		return (x: number, y: number) => cellAt(terminal, x, y);
	}

	test('has the background of the palette in every cell of the first frame', async () => {
		const cell = await draw(createPalette({ name: 'nord', env: depths.direct }));
		for (let y = 0; y < size.rows; y++) {
			for (let x = 0; x < size.columns; x++) {
				expect([x, y, cell(x, y).background]).toEqual([x, y, '#2e3440']);
			}
		}
		expect([cell(0, 0).foreground, cell(4, 0).foreground]).toEqual(['#a3be8c', '#eceff4']);
	});

	test('becomes the terminal’s own again', async () => {
		const cell = await draw(createPalette({ name: 'nord', env: depths.direct }), createPalette({ env: depths.direct }));
		expect([cell(11, 2).background, cell(4, 0).foreground]).toEqual([undefined, undefined]);
	});
});
