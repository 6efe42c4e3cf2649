import { describe, expect, test } from 'vitest';
import { plainText } from '../../../source/domain/text/lines.js';
import {
	pageDetail,
	scrollDetail,
	scrollDetailTo,
	settleDetail,
	stepHit,
	toggleReveal,
} from '../../../source/state/detail/detail-scroll.js';
import { detailBody, detailViewport } from '../../../source/state/detail/detail-viewport.js';
import { textLines } from '../../../source/state/detail/text-lines.js';
import { failResource, invalidate, receiveResource } from '../../../source/state/resources.js';
import type { State } from '../../../source/state/state.js';
import { detail, longId } from '../../helpers/state/builders.js';
import { fleet } from '../../helpers/state/fleet.js';
import { open, resized, select, withDetails } from '../../helpers/state/state.js';

/** The Inspect tab of web, whose answer has so many keys: two lines more. */
const rawOf = (keys: number) =>
	Object.fromEntries(Array.from({ length: keys }, (_, at) => [`key${at}`, `value ${at}`]));
const inspected = (keys: number): State =>
	open(withDetails(select(fleet(), 'web'), detail('web', { raw: rawOf(keys) })), 'inspect', 'detail');
const searched = (state: State, search: string): State => ({ ...state, text: { ...state.text, search } });
const seen = (state: State) => detailViewport(state)!;
const firstLine = (state: State) => plainText(textLines(state, detailBody(state)!.width)[seen(state).top]!).trim();

describe('the viewport of a text tab', () => {
	test('has the body of the detail as its height and all lines as its content', () => {
		const state = inspected(100);
		expect(seen(state)).toEqual({ count: 102, height: detailBody(state)!.height, top: 0, last: 66 });
	});

	test('has no row while the detail is not on screen, and keys leave the offset alone', () => {
		const scrolled = scrollDetail(inspected(100), 5);
		const zoomed: State = { ...scrolled, focus: 'list', zoom: 'list' };
		expect(detailViewport(zoomed)).toBeUndefined();
		for (const state of [scrollDetail(zoomed, 1), scrollDetailTo(zoomed, 'end'), pageDetail(zoomed, 1)]) {
			expect(state).toBe(zoomed);
		}
		expect(stepHit(searched(zoomed, 'key'), 1).text.top).toBe(5);
	});
});

describe('scrolling a text tab', () => {
	test('stops at both ends at once', () => {
		const state = inspected(100);
		const end = scrollDetailTo(state, 'end');
		expect(end.text.top).toBe(66);
		expect(scrollDetail(end, 1)).toBe(end);
		expect(scrollDetail(end, -1).text.top).toBe(65);
		expect(pageDetail(end, -1).text.top).toBe(66 - (seen(end).height - 1));
		expect(scrollDetail(state, -1)).toBe(state);
		expect(scrollDetailTo(end, 'start').text.top).toBe(0);
	});

	test('leaves a text alone that fits', () => {
		const state = inspected(3);
		expect(scrollDetail(state, 1)).toBe(state);
		expect(scrollDetailTo(state, 'end')).toBe(state);
	});

	test('builds the lines once for all keys', () => {
		const state = inspected(1000);
		const lines = textLines(state, detailBody(state)!.width);
		const after = stepHit(searched(pageDetail(scrollDetail(state, 1), 1), 'key700'), 1);
		expect(textLines(after, detailBody(after)!.width)).toBe(lines);
	});
});

describe('an offset that lies beyond the text', () => {
	test('is moved back when the window grows', () => {
		const end = scrollDetailTo(inspected(100), 'end');
		const grown = resized(end, 120, 60);
		expect(grown.text.top).toBe(seen(grown).last);
		expect(grown.text.top).toBeLessThan(66);
	});

	test('is moved back when a shorter answer comes', () => {
		const end = scrollDetailTo(inspected(100), 'end');
		const short = receiveResource(end, { of: 'container', id: longId('web') }, detail('web', { raw: rawOf(50) }));
		expect(short.text.top).toBe(16);
		expect(settleDetail(short)).toBe(short);
	});

	test('stays while the answer is fetched again, and when that fails', () => {
		const end = scrollDetailTo(inspected(100), 'end');
		const ref = { of: 'container', id: longId('web') } as const;
		expect(invalidate(end, ref).text.top).toBe(66);
		expect(failResource(end, ref, 'timeout').text.top).toBe(66);
	});

	test('is moved back when shown secrets are hidden again', () => {
		const env = [`API_KEY=${'x'.repeat(10_000)}`];
		const shown = toggleReveal(open(withDetails(select(fleet(), 'web'), detail('web', { env })), 'env', 'detail'));
		const end = scrollDetailTo(shown, 'end');
		expect(end.text.top).toBeGreaterThan(0);
		expect(toggleReveal(end).text.top).toBe(0);
	});
});

describe('the hits of a search', () => {
	test('are stepped through in both directions, around the ends', () => {
		let state = searched(inspected(100), 'value 9');
		const steps = [1, 1, 1, -1, -1, -1].map(by => {
			state = stepHit(state, by as 1 | -1);
			return state.text.hit;
		});
		// "value 9" is in line 10, "value 90" to "value 99" are in 91 to 100.
		expect(steps).toEqual([10, 91, 92, 91, 10, 100]);
	});

	test('are scrolled to, but never beyond the last page', () => {
		const middle = stepHit(searched(inspected(100), 'value 40'), 1);
		expect(firstLine(middle)).toBe('"key40": "value 40",');
		const end = stepHit(searched(inspected(100), 'value 90'), 1);
		expect(end.text).toMatchObject({ hit: 91, top: 66 });
	});

	test('are found from where the text is scrolled to', () => {
		const scrolled = scrollDetail(searched(inspected(100), 'value'), 20);
		expect(stepHit(scrolled, 1).text.hit).toBe(20);
		expect(stepHit(scrolled, -1).text.hit).toBe(20);
	});

	test('change nothing when there are none, or no search', () => {
		const none = searched(inspected(100), 'nowhere');
		expect(stepHit(none, 1)).toBe(none);
		const state = inspected(100);
		expect(stepHit(state, 1)).toBe(state);
	});
});
