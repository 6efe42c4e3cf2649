import { describe, expect, test } from 'vitest';
import { actionTable } from '../../../source/actions/table/table.js';
import { openInput } from '../../../source/state/modals/inline-input.js';
import { InlineField } from '../../../source/ui/components/inline-field.js';
import { unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { createDrawnScreen } from '../../helpers/screen/drawn-screen.js';
import { frameOf } from '../../helpers/screen/rendered.js';
import { fleet } from '../../helpers/state/fleet.js';

const filtered = () => {
	const state = fleet();
	const { containers } = state.panes;
	return openInput({ ...state, panes: { ...state.panes, containers: { ...containers, filter: 'we' } } }, 'filter');
};

describe('the field of a filter or a search', () => {
	test('draws nothing while the user types no filter', () => {
		const state = fleet();
		expect(frameOf(<InlineField />, { state, size: state.size }).trim()).toBe('');
	});

	test('covers the gap in its border and puts the cursor behind its text', () => {
		const state = filtered();
		const screen = createDrawnScreen(actionTable, state, unicodeGlyphs);
		const row = screen.rows(state).findIndex(text => text.includes('/we'));
		const at = screen.rows(state)[row]!.indexOf('/we');
		expect(screen.rows(state)[row]).toMatch(/ \/we {2}· \d+ found/);
		expect(screen.cursor()).toEqual({ x: at + 3, y: row });
		const frame = frameOf(<InlineField />, { state, size: state.size }).replace(/\x1b\[[\d;]*m/g, '');
		expect(frame.split('\n')[row]?.trimEnd()).toBe(`${' '.repeat(at + 1)}we`);
	});

	test('hides the cursor when it closes', () => {
		const state = filtered();
		const screen = createDrawnScreen(actionTable, state, unicodeGlyphs);
		screen.rows(state);
		screen.rows({ ...state, input: undefined });
		expect(screen.cursor()).toBeUndefined();
	});
});
