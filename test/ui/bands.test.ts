import { describe, expect, test } from 'vitest';
import { paletteColour, themes } from '../../scripts/recorder/themes.js';
import type { Band, Role } from '../../source/domain/text/line.js';
import { themeNames } from '../../source/domain/text/theme-name.js';
import { createPalette, defaultPalette, type Palette, spanSgr } from '../../source/ui/theme.js';
import { contrast } from '../helpers/contrast.js';

const colourful = { TERM: 'xterm-256color' };
const bands: readonly Band[] = ['focused', 'unfocused'];
const roles = Object.keys(defaultPalette) as readonly Role[];
const sgr = (palette: Palette, role: Role, band: Band) => spanSgr({ text: '', role, band }, palette);

/** The colours of a style as `#rrggbb`. */
function coloursOf(style: string, theme: (typeof themes)['dark']) {
	const index = (ground: number) => new RegExp(`(?:^|;)${ground}8;5;(\\d+)`).exec(style)?.[1];
	const basic = (ground: number) => new RegExp(`(?:^|;)${ground}([0-7])(?:;|$)`).exec(style)?.[1];
	const named = (ground: number) => {
		const found = index(ground) ?? basic(ground);
		return found === undefined ? undefined : paletteColour(theme, Number(found));
	};
	return { front: named(3) ?? theme.foreground, back: named(4) ?? theme.background };
}

describe('the band of a selected row', () => {
	test.each([
		['dark', 'with an unknown background', {}],
		['light', 'with an unknown background', {}],
		['dark', 'that says so', { COLORFGBG: '15;0' }],
		['light', 'that says so', { COLORFGBG: '0;15' }],
		['light', 'that says so in three parts', { COLORFGBG: '0;default;15' }],
		['light', 'that answers so', { COLORFGBG: '15;0' }, true],
		['dark', 'that answers so', { COLORFGBG: '0;15' }, false],
	] as const)('keeps every colour readable on a %s terminal %s', (name, _, env, isLight?: boolean) => {
		const theme = themes[name];
		const palette = createPalette({ env: { ...colourful, ...env }, isLight });
		for (const band of bands) {
			for (const role of roles) {
				const { front, back } = coloursOf(sgr(palette, role, band), theme);
				expect(contrast(front, back), `${role} ${band}`).toBeGreaterThan(role === 'match' ? 1.5 : 3);
			}
			const text = coloursOf(sgr(palette, 'text', band), theme);
			expect(contrast(text.front, text.back)).toBeGreaterThan(7);
			expect(text.back).not.toBe(theme.background);
		}
	});

	test('has different colours for different states, and another band without the focus', () => {
		for (const env of [{}, { COLORFGBG: '0;15' }, { TERM: 'xterm' }]) {
			const palette = createPalette({ env: { ...colourful, ...env } });
			const states = (['text', 'good', 'warn', 'bad'] as const).map(role => sgr(palette, role, 'focused'));
			expect(new Set(states).size).toBe(4);
			expect(sgr(palette, 'text', 'focused')).not.toBe(sgr(palette, 'text', 'unfocused'));
		}
	});

	test('is reverse video with the colours of the theme where there are 16 colours', () => {
		const palette = createPalette({ env: { TERM: 'xterm' } });
		expect(sgr(palette, 'text', 'focused')).toBe('7');
		expect(sgr(palette, 'dim', 'focused')).toBe('7');
		expect(sgr(palette, 'bad', 'focused')).toBe('31;7');
		expect(sgr(palette, 'text', 'unfocused')).toBe('4');
		expect(sgr(palette, 'dim', 'unfocused')).toBe('4');
		expect(sgr(palette, 'bad', 'unfocused')).toBe('31;4');
	});

	test('is reverse video without a colour where there are none', () => {
		for (const name of themeNames) {
			const palette = createPalette({ name, env: { ...colourful, NO_COLOR: '1' } });
			for (const role of roles) {
				expect(sgr(palette, role, 'focused')).toMatch(/^(?:[134];)*7$/);
			}
		}
	});

	test('keeps the user’s own colours', () => {
		const overrides = { good: 'bold magenta', 'gauge-free': 'red' };
		const palette = createPalette({ overrides, env: colourful });
		expect(sgr(palette, 'good', 'focused')).toMatch(/48;5;\d+;1;35$/);
		expect(sgr(palette, 'gauge-free', 'focused')).toMatch(/48;5;\d+;31$/);
	});

	test('stays behind the colours of a program', () => {
		const palette = createPalette({ env: colourful });
		expect(spanSgr({ text: '', sgr: '35', band: 'focused' }, palette)).toMatch(/48;5;\d+;35$/);
	});
});
