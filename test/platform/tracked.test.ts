import { describe, expect, test, vi } from 'vitest';
import { tracked } from '../../source/platform/tracked.js';

type State = { list: readonly string[]; now: number; detail: { open: boolean } };

const state: State = { list: ['web'], now: 1, detail: { open: false } };

describe('a tracked view', () => {
	test('is computed again only when a part of the state that it read has changed', () => {
		const view = vi.fn(({ list }: State, width: number) => list.map(name => name.padEnd(width)));
		const lines = tracked(view);
		const first = lines(state, 5);
		expect(first).toEqual(['web  ']);
		expect(lines({ ...state, now: 2 }, 5)).toBe(first);
		expect(lines({ ...state, list: ['web'] }, 5)).toEqual(first);
		expect(lines({ ...state, list: ['web'] }, 6)).toEqual(['web   ']);
		expect(view).toHaveBeenCalledTimes(3);
	});

	test('tracks the parts that its last computation read', () => {
		const lines = tracked(({ detail, now }: State) => (detail.open ? `at ${now}` : 'closed'));
		const onlyWhenOpen = tracked((state: State) => (state.detail.open ? `at ${state.now}` : 'closed'));
		const open = { ...state, detail: { open: true } };
		for (const view of [lines, onlyWhenOpen]) {
			expect(view(state)).toBe('closed');
			expect(view(open)).toBe('at 1');
			expect(view({ ...open, now: 2 })).toBe('at 2');
			expect(view({ ...state, now: 3 })).toBe('closed');
		}
	});

	test('distinguishes the fields of a nested part', () => {
		type Panes = { panes: Readonly<Record<string, { offset: number } | undefined>> };
		const view = vi.fn(({ panes }: Panes) => [panes.images?.offset, panes.gone]);
		const lines = tracked(view, ['panes']);
		const before: Panes = { panes: { images: { offset: 1 }, volumes: { offset: 1 } } };
		const first = lines(before);
		expect(lines({ panes: { ...before.panes, volumes: { offset: 2 } } })).toBe(first);
		expect(lines({ panes: { ...before.panes, images: { offset: 2 } } })).toEqual([2, undefined]);
		expect(lines({ panes: { ...before.panes, gone: { offset: 3 } } })).toEqual([1, { offset: 3 }]);
		expect(view).toHaveBeenCalledTimes(3);
		const all = tracked(({ panes }: Panes) => Object.keys({ ...panes }).join(), ['panes']);
		expect(all(before)).toBe('images,volumes');
		expect(all({ panes: { ...before.panes, networks: undefined } })).toBe('images,volumes,networks');
	});

	test('tracks reads through a copy of the state that it makes', () => {
		const lines = tracked((state: State) => ({ ...state, now: 0 }).list.join());
		expect(lines(state)).toBe('web');
		expect(lines({ ...state, list: ['db'] })).toBe('db');
	});
});
