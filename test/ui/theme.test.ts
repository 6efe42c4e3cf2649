import { describe, expect, test } from 'vitest';
import { cellWidth } from '../../source/domain/text/cell-width.js';
import { isTerminalTheme, themeNames } from '../../source/domain/text/theme-name.js';
import { sgrOf, withoutColour } from '../../source/ui/colours.js';
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from '../../source/ui/glyphs.js';
import { createPalette, defaultPalette, spanSgr, type ThemeOptions } from '../../source/ui/theme.js';

describe('a style in words', () => {
	test.each([
		['red', '31'],
		['bright-cyan', '96'],
		['gray', '90'],
		['#ff8000', '38;2;255;128;0'],
		['bold cyan', '1;36'],
		[' Bold  White on bright-red ', '1;37;101'],
		['underline on #000001', '4;48;2;0;0;1'],
		['default', ''],
	])('%s is %s', (style, sgr) => {
		expect(sgrOf(style)).toBe(sgr);
	});

	test.each(['', 'crimson', '#12', 'bold on', 'bright-', 'on bold', 'constructor'])('%j is not a style', style => {
		expect(sgrOf(style)).toBeUndefined();
	});

	test('loses its colours and keeps its attributes', () => {
		expect(withoutColour('1;31')).toBe('1');
		expect(withoutColour('38;5;1;4')).toBe('4');
		expect(withoutColour('38;2;1;2;3;7;48;5;9')).toBe('7');
	});
});

describe('a palette', () => {
	test('uses only colours that are readable on light and dark backgrounds', () => {
		const ofTheTerminal = Object.values(defaultPalette).filter(sgr => !/;4[0-7]$/.test(sgr));
		const codes = ofTheTerminal.flatMap(sgr => sgr.split(';'));
		for (const unreadable of ['34', '93', '97', '37', '90']) {
			expect(codes).not.toContain(unreadable);
		}
		// Black and bright white are readable only on a background colour of their own.
		expect(defaultPalette.match).toBe('30;43');
	});

	test('takes the user’s overrides role by role', () => {
		const palette = createPalette({ overrides: { accent: 'bold magenta', bad: 'no such colour' } });
		expect(palette.accent).toBe('1;35');
		expect(palette.bad).toBe(defaultPalette.bad);
		expect(palette.good).toBe(defaultPalette.good);
	});

	test('has no colour when NO_COLOR is set or the terminal has none', () => {
		for (const name of themeNames) {
			for (const env of [{ NO_COLOR: '1', TERM: 'xterm' }, { TERM: 'vt220' }, { TERM: 'dumb' }]) {
				const colourless = createPalette({ name, overrides: { accent: 'bold red', good: '#00ff00' }, env });
				expect(Object.values(colourless).join(';')).not.toMatch(/\d\d/);
				expect([colourless.accent, colourless.good]).toEqual(['1', '']);
				expect(spanSgr({ text: '', sgr: '4;38;5;9' }, colourless)).toBe('4');
			}
		}
		expect(createPalette({ env: { NO_COLOR: '' } })).toMatchObject(defaultPalette);
	});

	test('replaces colours that the terminal lacks by the nearest ones, in roles and in logs', () => {
		const overrides = { warn: 'bold #ff8800 on #000080', bad: '#fe0101', good: 'bright-green' };
		const at = (env: ThemeOptions['env']) => createPalette({ overrides, env });
		const sixteen = at({ TERM: 'xterm' });
		expect(sixteen).toMatchObject({ warn: '1;33;44', bad: '91', good: '92', accent: '36' });
		expect(spanSgr({ text: '', sgr: '1;38;5;208;48;2;0;0;0' }, sixteen)).toBe('1;33;40');
		expect(spanSgr({ text: '', sgr: '38;5;9' }, sixteen)).toBe('91');
		const many = at({ TERM: 'screen-256color' });
		expect(many).toMatchObject({ warn: '1;38;5;208;48;5;18', bad: '38;5;196', good: '92' });
		expect(spanSgr({ text: '', sgr: '38;5;208;48;2;9;9;9' }, many)).toBe('38;5;208;48;5;232');
		for (const env of [{ TERM: 'xterm', COLORTERM: 'truecolor' }, { TERM: 'xterm-kitty' }, {}]) {
			expect(at(env)).toMatchObject({ warn: '1;38;2;255;136;0;48;2;0;0;128', bad: '38;2;254;1;1' });
			expect(spanSgr({ text: '', sgr: '38;5;208' }, at(env))).toBe('38;5;208');
		}
	});

	test('uses only the terminal’s sixteen colours in the themes of the terminal', () => {
		for (const name of themeNames.filter(isTerminalTheme)) {
			const { bands: _, ...all } = createPalette({ name });
			expect(createPalette({ name, env: { TERM: 'xterm' } })).toEqual({ ...all, depth: 16 });
		}
	});
});

describe('glyphs', () => {
	const characters = (glyphs: Glyphs) =>
		Object.values(glyphs).flatMap(value =>
			typeof value === 'string' ? [value] : typeof value === 'object' ? Object.values(value as object) : [],
		) as string[];

	test('take one cell each, and are ASCII in the ASCII set', () => {
		for (const glyph of characters(unicodeGlyphs)) {
			expect([glyph, cellWidth(glyph)]).toEqual([glyph, 1]);
		}
		for (const glyph of characters(asciiGlyphs)) {
			expect(glyph).toMatch(/^[\x20-\x7e]$/);
		}
	});
});
