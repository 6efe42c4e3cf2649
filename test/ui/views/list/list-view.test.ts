import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Line } from '../../../../source/domain/text/line.js';
import { plainText } from '../../../../source/domain/text/lines.js';
import { panes } from '../../../../source/panes/panes.js';
import { failListing, patchItem } from '../../../../source/state/lists/listing.js';
import { moveSelection, toggleMark, withPane } from '../../../../source/state/lists/selection.js';
import { openInput } from '../../../../source/state/modals/inline-input.js';
import type { State } from '../../../../source/state/state.js';
import { unicodeGlyphs } from '../../../../source/ui/glyphs.js';
import { listView } from '../../../../source/ui/views/list/list-view.js';
import { filterField } from '../../../../source/ui/views/list/pane-title.js';
import { container, longId } from '../../../helpers/state/builders.js';
import { fleet } from '../../../helpers/state/fleet.js';
import { text } from '../../../helpers/state/frame.js';
import { loadingList, select, state, withList } from '../../../helpers/state/state.js';

const view = (state: State): readonly Line[] => listView(state, 62, 38, unicodeGlyphs);
const row = (state: State, name: string): Line => view(state).find(line => plainText(line).includes(` ${name} `))!;

afterEach(() => vi.restoreAllMocks());

describe('the list', () => {
	test('draws only the rows in view, however many there are', () => {
		const many = state({ containers: Array.from({ length: 10_000 }, (_, index) => container(`c${index}`)) });
		view(many);
		const cell = vi.spyOn(panes.containers.columns[0]!, 'cell');
		const rows = view({ ...many, now: many.now + 1000 }).length;
		expect(cell.mock.calls.length).toBeGreaterThan(0);
		expect(cell.mock.calls.length).toBeLessThan(rows);
	});

	test('gives the same line for a row in which nothing changed', () => {
		const before = fleet();
		const patched = patchItem(before, 'containers', longId('api'), item => ({
			...item,
			health: 'healthy',
		}));
		const after = { ...patched, now: before.now + 10 };
		expect(row(after, 'db')).toBe(row(before, 'db'));
		expect(row(after, 'api')).not.toBe(row(before, 'api'));
	});

	test('makes two rows again when the selection moves, and none that it has made before', () => {
		const before = select(fleet(), 'web');
		const lines = view(before);
		const moved = moveSelection(before, 1);
		const after = view(moved);
		// The rows, and nothing else: the panes below stay as they are.
		expect(after.filter((line, index) => line !== lines[index])).toHaveLength(2);
		const cell = vi.spyOn(panes.containers.columns[0]!, 'cell');
		const back = view(moveSelection(moved, -1));
		expect(back.every((line, index) => line === lines[index])).toBe(true);
		expect(cell).not.toHaveBeenCalled();
	});

	test('shows the selection in reverse over the whole row, dimmed when the detail has the keys', () => {
		const selected = select(fleet(), 'web');
		expect(row(selected, 'web').slice(1, -1)).toEqual([expect.objectContaining({ reverse: true })]);
		expect(row(selected, 'db').some(part => part.reverse)).toBe(false);
		const away = row({ ...selected, focus: 'detail' }, 'web').slice(1, -1);
		expect(away).toEqual([expect.objectContaining({ reverse: true, role: 'dim' })]);
	});

	test('shows marks and counts them', () => {
		const marked = toggleMark(select(fleet(), 'db'));
		expect(plainText(row(marked, 'db'))).toContain('✓');
		expect(text(view(marked))).toContain('1 Containers 6/10 1 marked');
	});

	test('shows the filter and how much it finds, also while it is typed', () => {
		const filtered = withPane(fleet(), 'containers', { filter: 'postgres' });
		expect(text(view(filtered))).toContain('/postgres · 2 found');
		const typed = openInput(filtered, 'filter');
		const { edit, rect } = filterField(typed, unicodeGlyphs)!;
		expect(edit.text).toBe(typed.panes.containers.filter);
		// The gap that the text field is laid over, with a cell for the cursor.
		const title = plainText(view(typed)[0]!);
		expect(title.slice(rect.x - 2, rect.x + rect.width)).toBe(` /${' '.repeat(edit.text.length + 1)}`);
	});

	test('tells loading, failed and empty apart', () => {
		expect(text(view(withList(state(), 'containers', loadingList)))).toContain('loading…');
		const failed = failListing(withList(state(), 'containers', loadingList), 'containers', 'permission denied');
		expect(text(view(failed))).toContain('✗ permission denied');
		expect(text(view(state()))).toContain('No containers');
		expect(text(view(withPane(fleet(), 'containers', { filter: 'nothing-like-it' })))).toContain(
			'nothing matches nothing-like-it',
		);
	});

	test('keeps showing a list that could not be refreshed, and says so', () => {
		const stale = failListing(fleet(), 'containers', 'timeout');
		expect(text(view(stale))).toContain('✗ not refreshed');
		expect(text(view(stale))).toContain('postgres:16');
	});

	test('says when all are hidden', () => {
		const hidden = withPane(state({ containers: [container('a', { state: 'created' })] }), 'containers', {
			all: false,
		});
		expect(text(view(hidden))).toContain('none shown, 1 hidden');
	});

	test('shows where in a long list it is', () => {
		const many = state({ containers: Array.from({ length: 200 }, (_, index) => container(`c${index}`)) });
		const bar = (state: State) => view(state).map(line => plainText(line).at(-1) === '┃');
		expect(bar(many).indexOf(true)).toBe(1);
		expect(bar(moveSelection(many, 199)).indexOf(true)).toBeGreaterThan(10);
	});

	test('names the order and its direction', () => {
		expect(text(view(withPane(fleet(), 'containers', { sort: 'memory' })))).toContain('Memory ▼');
		expect(text(view(withPane(fleet(), 'containers', { sort: 'memory', reverse: true })))).toContain('Memory ▲');
	});
});
