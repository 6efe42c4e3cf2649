import { describe, expect, test } from 'vitest';
import type { Line } from '../../../../source/domain/text/line.js';
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from '../../../../source/ui/glyphs.js';
import { box, boxEnd, boxPart, type PaneBox } from '../../../../source/ui/views/text/box.js';
import { textsOf } from '../text.js';

const glyphs = unicodeGlyphs;
const line = (text: string): Line => [{ text }];
const pane = { title: line('web'), focused: true, body: [line('one'), line('日本語日本語')] };

describe('box', () => {
	test('shows its title in the border', () => {
		const lines = box({ ...pane, right: line('7/12'), footer: line('1 of 2'), width: 16, height: 5, glyphs });
		expect(textsOf(lines)).toEqual([
			'┌web──────7/12─┐',
			'│one           │',
			'│日本語日本語  │',
			'│              │',
			'└───────1 of 2─┘',
		]);
	});

	test('cuts a title that is too wide, and leaves out a right part that does not fit', () => {
		const lines = box({ ...pane, title: line('a long title'), right: line('7/12'), width: 10, height: 4, glyphs });
		expect(textsOf(lines)).toEqual(['┌a long…─┐', '│one     │', '│日本語… │', '└────────┘']);
	});

	test('does not fail without width or height', () => {
		for (const width of [0, 1, 2, 3]) {
			for (const text of textsOf(box({ ...pane, width, height: 3, glyphs }))) {
				expect(text).toHaveLength(width);
			}
		}
	});

	test('shows a scroll bar in its border', () => {
		const lines = box({ ...pane, scroll: { count: 4, offset: 2 }, width: 8, height: 4, glyphs });
		expect(textsOf(lines).map(text => text.at(-1))).toEqual(['┐', '│', '┃', '┘']);
	});

	test('returns the same line for the same body line', () => {
		const first = box({ ...pane, width: 16, height: 5, glyphs });
		const second = box({ ...pane, title: line('db'), width: 16, height: 5, glyphs });
		for (const row of [1, 2, 3]) {
			expect(second[row]).toBe(first[row]);
		}
		expect(box({ ...pane, focused: false, width: 16, height: 5, glyphs })[1]).not.toBe(first[1]);
	});
});

/** Draws panes stacked as in the list. */
const boxStack = (panes: readonly PaneBox[], width: number, glyphs: Glyphs) => [
	...panes.flatMap((pane, index) => boxPart(pane, { above: panes[index - 1]?.focused, width, glyphs })),
	boxEnd(panes.at(-1)!.focused, { width, glyphs }),
];

describe('a stack of boxes', () => {
	const panes = [
		{ title: line('1 Containers'), right: line('2'), height: 3, focused: false, body: [line('web'), line('db')] },
		{ title: line('2 Images'), height: 1, focused: true, body: [] },
		{ title: line('3 Volumes'), height: 2, focused: false, body: [] },
	];

	test('joins the borders of panes', () => {
		expect(textsOf(boxStack(panes, 20, glyphs))).toEqual([
			'┌1 Containers────2─┐',
			'│web               │',
			'│db                │',
			'├2 Images──────────┤',
			'├3 Volumes─────────┤',
			'│                  │',
			'└──────────────────┘',
		]);
		expect(textsOf(boxStack(panes, 20, asciiGlyphs))[3]).toBe('+2 Images----------+');
	});

	test('highlights both borders of the pane with the focus', () => {
		const roles = boxStack(panes, 20, glyphs).map(spans => spans[0]!.role);
		expect(roles).toEqual(['border', 'border', 'border', 'border-focused', 'border-focused', 'border', 'border']);
	});
});
