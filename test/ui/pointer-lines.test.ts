import { describe, expect, test } from 'vitest';
import type { LogLine } from '../../source/domain/logs/log-line.js';
import { detailBody } from '../../source/state/detail/detail-viewport.js';
import type { State } from '../../source/state/state.js';
import { unicodeGlyphs } from '../../source/ui/glyphs.js';
import { detailTarget } from '../../source/ui/pointer-targets.js';
import { logsTab } from '../../source/ui/views/tabs/logs/logs-tab.js';
import { longId } from '../helpers/state/builders.js';
import { fleet } from '../helpers/state/fleet.js';
import { text } from '../helpers/state/frame.js';
import { type LogChange, log } from '../helpers/state/log.js';
import { open, select } from '../helpers/state/state.js';

/** Every part of a line has its number, so that each row shows from which line it is. Every tenth line has a trace below it. */
const lines: readonly LogLine[] = Array.from({ length: 200 }, (_, at) => ({
	stream: 'stdout',
	time: `2026-05-17T03:${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}.123456789Z`,
	text: `${at % 10 > 7 ? '    at ' : ''}${`<${at}> `.repeat(at % 3 === 0 ? 60 : 2)}`,
	continues: at % 10 > 7 || undefined,
}));

function withLog(change: LogChange, rows: number): State {
	const state = open(select(fleet(), 'web'), 'logs');
	const logs = log(longId('web'), { lines, dropped: 0, ...change });
	return { ...state, zoom: 'detail', focus: 'detail', size: { columns: 100, rows }, logs };
}

const numberIn = (row: string): number | undefined => {
	const found = /<(\d+)>/.exec(row);
	return found === null ? undefined : Number(found[1]);
};

describe.each([
	['with the histogram', 40],
	['without the histogram', 22],
])('a cell of a log %s', (_, height) => {
	test.each<[string, LogChange]>([
		['followed', {}],
		['at a line', { follow: false, top: 40 }],
		['with its cursor', { follow: false, top: 40, cursor: 52 }],
		['wrapped', { wrap: true }],
		['wrapped, at a line', { wrap: true, follow: false, top: 60, cursor: 63 }],
		['unfolded', { unfolded: true, follow: false, top: 90 }],
		['filtered', { filters: [{ text: '5', mode: 'smart' }], follow: false, top: 30 }],
		['filtered, with lines around', { filters: [{ text: '<55>', mode: 'smart' }], around: 3, follow: false }],
		['with times', { timestamps: true, wrap: true }],
		['of few lines', { lines: lines.slice(0, 3) }],
	])('belongs to the line that is drawn there: %s', (_name, change) => {
		const state = withLog(change, height);
		const body = detailBody(state)!;
		const drawn = logsTab(state, body, unicodeGlyphs)
			.body.slice(0, -1)
			.map(row => text([row]));
		expect(drawn.filter(row => numberIn(row) !== undefined).length).toBeGreaterThan(2);
		for (const [row, shown] of drawn.entries()) {
			const target = detailTarget(state, 10, row + 1, unicodeGlyphs);
			expect([row, target]).toEqual([row, { on: 'detail', line: numberIn(shown) }]);
		}
		// The borders and the status line belong to no line.
		for (const [x, y] of [
			[10, body.height],
			[10, body.height + 1],
			[0, 3],
		] as const) {
			expect(detailTarget(state, x, y, unicodeGlyphs)).toEqual({ on: 'detail', line: undefined });
		}
	});
});
