import { describe, expect, test } from 'vitest';
import { putItem, removeItem, replaceItems } from '../../../source/state/lists/listing.js';
import {
	cycleTab,
	focusPane,
	moveSelection,
	pageSelection,
	selectIndex,
	settle,
	toggleAllMarks,
	toggleMark,
	withPane,
} from '../../../source/state/lists/selection.js';
import {
	paneLayoutOf,
	selectedItem,
	shownContainers,
	shownItems,
	targetsOf,
	visibleItems,
} from '../../../source/state/selectors.js';
import type { State } from '../../../source/state/state.js';
import { container } from '../../helpers/state/builders.js';
import { fleet } from '../../helpers/state/fleet.js';
import { resized, select, state } from '../../helpers/state/state.js';

const many = (count: number) =>
	Array.from({ length: count }, (_, index) => container(`c${String(index).padStart(3, '0')}`));
const nameOf = (of: State) => selectedItem(of, 'containers')?.name;
const names = (of: State) => shownContainers(of).map(({ name }) => name);

describe('the selection', () => {
	test('stays on its item when others are added and removed above and below', () => {
		const before = select(state({ containers: many(50) }), 'c020');
		const more = putItem(before, 'containers', container('a-first'));
		expect(nameOf(more)).toBe('c020');
		expect(more.panes.containers.index).toBe(21);
		const fewer = removeItem(more, 'containers', container('c003').id);
		expect(nameOf(fewer)).toBe('c020');
		expect(nameOf(replaceItems(fewer, 'containers', many(50).reverse()))).toBe('c020');
	});

	test('moves to the next item when its own is gone, and to the last one at the end', () => {
		const before = select(state({ containers: many(5) }), 'c002');
		const gone = removeItem(before, 'containers', container('c002').id);
		expect(nameOf(gone)).toBe('c003');
		const end = removeItem(selectIndex(gone, 99), 'containers', container('c004').id);
		expect(nameOf(end)).toBe('c003');
		const none = replaceItems(end, 'containers', []);
		expect(none.panes.containers).toMatchObject({ selected: undefined, index: 0, offset: 0 });
		expect(nameOf(replaceItems(none, 'containers', many(3)))).toBe('c000');
	});

	test('is always on screen, and the list never shows empty rows at its end', () => {
		let now = state({ containers: many(100) });
		const rows = paneLayoutOf(now, 'containers')?.rows ?? 0;
		expect(rows).toBeGreaterThan(10);
		const by = (count: number) => (from: State) => moveSelection(from, count);
		for (const move of [by(1), by(50), by(-3), by(999), by(-20), by(-999), (from: State) => pageSelection(from, 1)]) {
			now = move(now);
			expect(visibleItems(now, 'containers').map(({ name }) => name)).toContain(nameOf(now));
			expect(visibleItems(now, 'containers')).toHaveLength(rows);
		}
		const last = selectIndex(now, 99);
		const shrunk = resized(last, 80, 24);
		expect(visibleItems(shrunk, 'containers').map(({ name }) => name)).toContain('c099');
		const grown = resized(shrunk, 200, 60);
		expect(visibleItems(grown, 'containers')).toHaveLength(paneLayoutOf(grown, 'containers')?.rows ?? 0);
		const few = replaceItems(last, 'containers', many(3));
		expect(few.panes.containers.offset).toBe(0);
	});

	test('returns the same state when nothing changes', () => {
		const now = state({ containers: many(3) });
		expect(moveSelection(now, -1)).toBe(now);
		expect(settle(now, 'containers')).toBe(now);
		expect(withPane(now, 'containers', { filter: '' })).toBe(now);
		expect(focusPane(now, 'containers')).toBe(now);
	});

	test('scrolls the detail to its start and hides secrets when it moves', () => {
		const scrolled = { ...fleet(), text: { ...fleet().text, top: 12, search: 'x', reveal: true } };
		expect(moveSelection(scrolled, 1).text).toMatchObject({ top: 0, reveal: false });
		expect(cycleTab(scrolled, 1).text).toMatchObject({ top: 0, reveal: false });
	});
});

describe('filter, order and marks', () => {
	test('keep the selection if it is still shown, or else select its neighbour', () => {
		const before = select(fleet(), 'web');
		const found = settle(withPane(before, 'containers', { filter: 'hello' }), 'containers');
		expect(nameOf(found)).toBe('web');
		const other = settle(withPane(before, 'containers', { filter: 'postgres' }), 'containers');
		expect(names(other).sort()).toEqual(['db', 'migrate']);
		expect(names(other)).toContain(nameOf(other));
		const all = settle(withPane(before, 'containers', { sort: 'name', reverse: true }), 'containers');
		expect(names(all)).toEqual([...names(all)].sort().reverse());
		expect(nameOf(all)).toBe('web');
	});

	test('return the same array while nothing changed', () => {
		const now = fleet();
		expect(shownItems(now, 'containers')).toBe(shownItems({ ...now, toasts: [] }, 'containers'));
	});

	test('give the marked items in their order on screen, and drop the marks of items that are gone', () => {
		const first = settle(withPane(fleet(), 'containers', { sort: 'name' }), 'containers');
		const marked = toggleMark(select(toggleMark(select(first, 'web')), 'api'));
		expect(targetsOf(marked, 'containers').map(({ name }) => name)).toEqual(['api', 'web']);
		expect(nameOf(marked)).toBe('batch');
		const gone = removeItem(marked, 'containers', container('web').id);
		expect([...gone.panes.containers.marks]).toEqual([container('api').id]);
		const unmarked = toggleMark(select(gone, 'api'));
		expect(targetsOf(unmarked, 'containers').map(({ name }) => name)).toEqual([nameOf(unmarked)]);
		const all = toggleAllMarks(first);
		expect(all.panes.containers.marks.size).toBe(names(first).length);
		expect(toggleAllMarks(all).panes.containers.marks.size).toBe(0);
	});
});
