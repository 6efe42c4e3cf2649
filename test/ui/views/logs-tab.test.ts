import { describe, expect, test } from 'vitest';
import { failureLine } from '../../../source/domain/logs/log-note.js';
import { LogReader } from '../../../source/domain/logs/log-reader.js';
import { newSource } from '../../../source/domain/logs/source-names.js';
import { wrapCells } from '../../../source/domain/text/wrap-text.js';
import { withPane } from '../../../source/state/lists/selection.js';
import { scrollLog, scrollLogTo } from '../../../source/state/logs/log-scroll.js';
import { chooseLogs } from '../../../source/state/logs/log-subject.js';
import type { State } from '../../../source/state/state.js';
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { detailView } from '../../../source/ui/views/detail/detail-view.js';
import { histogramRow } from '../../../source/ui/views/tabs/logs/log-histogram-row.js';
import { container, longId } from '../../helpers/state/builders.js';
import { fleet } from '../../helpers/state/fleet.js';
import { text } from '../../helpers/state/frame.js';
import { type LogChange, log } from '../../helpers/state/log.js';
import { open, select } from '../../helpers/state/state.js';

const web = open(select(fleet(), 'web'), 'logs');
const withLog = (change: LogChange, before: State = web): State => ({
	...before,
	logs: log(longId('web'), change),
});
const lines = (state: State, width = 80, height = 12) => detailView(state, width, height, unicodeGlyphs);
const rows = (state: State, width?: number, height?: number) => text(lines(state, width, height)).split('\n');

describe('the log', () => {
	test('follows its end, with a status line below', () => {
		const shown = rows(withLog({}));
		expect(shown[9]).toContain('GET /items/59');
		expect(shown[10]).toContain('● following · last lines · 60 lines · 120 older dropped');
	});

	test('stays at its line after scrolling up', () => {
		const shown = rows(withLog({ follow: false, top: 131 }));
		expect(shown[1]).toContain('GET /items/11 ');
		expect(shown[10]).toContain('at line 12 of 60');
	});

	test('without a line is followed, whatever is scrolled', () => {
		const empty = { ...web, logs: { ...log(longId('web'), { lines: [] }), dropped: 0 } };
		for (const state of [scrollLog(empty, -3), scrollLog(empty, 3), scrollLogTo(empty, 'start')]) {
			expect(state.logs.follow).toBe(true);
		}
		expect(rows(withLog({ follow: false, lines: [] }))[10]).toContain('◫ paused ·');
	});

	test('has bars over time whose heights and errors differ without colours, too', () => {
		const at = (second: number, text: string) => ({
			stream: 'stdout' as const,
			time: `2026-05-17T03:00:0${second}.500000000Z`,
			text,
		});
		const lines = [1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4].map(second => at(second, second === 4 ? 'ERROR: no' : 'yes'));
		const { logs } = withLog({ lines, follow: true });
		const row = (glyphs: Glyphs) => text([histogramRow(logs, 0, 20, glyphs)]).trimEnd();
		expect(row(asciiGlyphs)).toMatch(/^\. = # 1 +500ms$/);
		expect(row(unicodeGlyphs)).toMatch(/^⣀ ⣶ ⣿ ⣀ +500ms$/);
	});

	test('keeps the colours of a line and removes other sequences', () => {
		const error = lines(withLog({ follow: false, top: 125 }))[1]!;
		expect(error.find(part => part.text === 'ERROR')?.sgr).toBe('31');
		expect(text([error])).not.toContain('\x1b');
	});

	test('shows timestamps if enabled, with the day in a wide pane', () => {
		expect(rows(withLog({ timestamps: true }))[9]).toContain('│  03:04:59.123 GET /items/59');
		expect(rows(withLog({ timestamps: true }), 120)[9]).toContain('│  2026-05-17 03:04:59.123 GET /items/59');
	});

	test('marks a line from stderr in the gutter and leaves its text in the usual colour', () => {
		const [out, err] = lines(
			withLog({
				lines: [
					{ stream: 'stdout', time: '', text: 'served' },
					{ stream: 'stderr', time: '', text: 'refused' },
				],
			}),
		).slice(1, 3);
		expect(text([out!])).toMatch(/^│ {2}served/);
		expect(text([err!])).toMatch(/^│ ▎refused/);
		expect(err?.find(part => part.text === '▎')?.role).toBe('stderr');
		expect(err?.find(part => part.text === 'refused')?.role).toBe('stdout');
	});

	test('marks a line from stderr in ASCII with a sign that is not the frame', () => {
		const state = withLog({ lines: [{ stream: 'stderr', time: '', text: 'refused' }] });
		expect(text(detailView(state, 80, 12, asciiGlyphs))).toContain('| !refused');
	});

	test('shows a structured line as a sentence with the letter of its level, and as it was written when raw', () => {
		const reader = new LogReader();
		const written = '{"level":50,"msg":"payment failed","order":4711}';
		const shown = [reader.line('stdout', '', written), reader.line('stdout', '', '    at pay (a.js:1)')];
		const [sentence] = lines(withLog({ lines: shown })).slice(1);
		expect(text([sentence!])).toMatch(/^│E ERR payment failed {2}order=4711 {2}\+1 line /);
		expect(sentence?.find(part => part.text === 'E')?.role).toBe('bad');
		expect(sentence?.find(part => part.text.includes('order=4711'))?.role).toBe('dim');
		const raw = rows(withLog({ lines: shown, raw: true }));
		expect(raw[1]).toContain(`│E ${written}`);
		expect(raw[2]).toContain('at pay (a.js:1)');
		expect(raw[10]).toContain('raw');
	});

	test('leaves the word of the level to the gutter in a narrow pane, and keeps the number of folded lines', () => {
		const reader = new LogReader();
		const long = `{"level":"warn","msg":"${'slow '.repeat(20)}"}`;
		const shown = [
			reader.line('stderr', '', long),
			reader.line('stderr', '', '  more'),
			reader.line('stderr', '', '  more'),
		];
		expect(rows(withLog({ lines: shown }), 40)[1]).toMatch(/^│W▎slow slow .*… {2}\+2 lines│$/);
		const short = [reader.line('stdout', '', 'slow'), reader.line('stdout', '', '  more')];
		expect(rows(withLog({ lines: short }), 40)[1]).toMatch(/^│ {2}slow {2}\+1 line /);
	});

	test('shows the line as it was written where a sentence would have no words', () => {
		const lines = [new LogReader().line('stdout', '', '{"msg":""}')];
		expect(rows(withLog({ lines }))[1]).toMatch(/^│ {2}\{"msg":""\} /);
	});

	test('has no mark of stderr before the reason why a log cannot be read', () => {
		const sources = [newSource(container('web'))];
		const lines = [failureLine('driver does not support reading', '', longId('web'))];
		expect(rows(withLog({ lines, sources }))[1]).toMatch(/^│ {2}web {2}──── driver does not support reading ────/);
	});

	test('shows the reason when no line has the level', () => {
		const shown = rows(withLog({ levels: 'error', lines: [new LogReader().line('stdout', '', 'INFO fine')] }));
		expect(shown.join('')).toContain('there are no errors among 1 line');
		expect(shown[10]).toContain('errors');
	});

	test('counts the lines that are cut, and says one line', () => {
		const cut = { stream: 'stdout', time: '', text: 'x … [line cut at 64 KiB]', isCut: true } as const;
		expect(rows(withLog({ lines: [cut], dropped: 0 }))[10]).toContain('1 line · 1 cut at 64 KiB');
		expect(rows(withLog({}))[10]).not.toContain('cut');
	});

	test('wraps or scrolls sideways', () => {
		const wrapped = rows(withLog({ wrap: true }), 42);
		expect(wrapped.join('')).toContain('giving up on order');
		expect(rows(withLog({ left: 4 }))[9]).toContain('│  /items/59');
	});

	test('shows the newest rows if wrapped lines need more rows than the pane has', () => {
		expect(rows(withLog({ wrap: true }), 30)[9]).toContain('GET /items/59');
	});

	test('marks hits, and those of the current match in reverse video', () => {
		const found = lines(withLog({ search: 'error', match: 175 }), 80, 20);
		const hits = found.flat().filter(part => part.role === 'match');
		expect(hits.map(part => part.text)).toEqual(['ERROR', 'ERROR', 'ERROR']);
		expect(hits.filter(part => part.reverse)).toHaveLength(1);
		expect(text(found)).toContain('/error 12/12');
	});

	test('shows only matching lines if filtered', () => {
		const shown = rows(withLog({ filters: [{ text: 'error', mode: 'smart' }] }));
		expect(shown.slice(1, 10).every(row => row.includes('ERROR'))).toBe(true);
		expect(shown[10]).toContain('&[error]');
		expect(shown[10]).toContain('12 of 60 lines');
		expect(rows(withLog({ filters: [{ text: 'zzz', mode: 'smart' }] })).join('')).toContain('nothing matches zzz');
	});

	test('shows the reason why it is empty', () => {
		const empty = (change: LogChange, state?: State) =>
			rows(withLog({ lines: [], dropped: 0, ...change }, state)).join('\n');
		expect(empty({ status: 'loading' })).toContain('loading…');
		expect(empty({ status: 'streaming' })).toContain('web has written nothing yet');
		expect(empty({ status: 'ended' })).toContain('web wrote nothing');
		const marks = new Set([longId('web'), longId('db')]);
		const both = chooseLogs(withPane(web, 'containers', { marks }), 'marks');
		const sources = [newSource(container('web')), newSource(container('db'))];
		const logs = log(both.logChoice?.key ?? '', { lines: [], status: 'streaming', sources });
		expect(rows({ ...both, logs }).join('')).toContain('2 containers have written nothing yet');
		expect(empty({ status: 'streaming', window: '5m' })).toContain('web has written nothing in the last 5 minutes');
		expect(empty({ status: 'failed', error: 'driver does not support reading' })).toContain(
			'✗ driver does not support reading',
		);
		const fresh = open(select(fleet(), 'fresh'), 'logs');
		expect(rows({ ...fresh, logs: log(longId('fresh'), { lines: [], status: 'ended' }) }).join('')).toContain(
			'has never run',
		);
	});

	test('never shows the log of another container', () => {
		expect(rows({ ...web, logs: log(longId('db')) }).join('')).toContain('loading…');
	});

	test('returns the same line for a row that it has drawn before', () => {
		const before = withLog({});
		const next = {
			...before,
			logs: { ...before.logs, lines: before.logs.lines.append([{ stream: 'stdout', time: '', text: 'new' }]) },
		};
		expect(lines(next)[3]).toBe(lines(before)[4]);
	});
});

describe('wrapping by cells', () => {
	test('fills each row and keeps the styles', () => {
		expect(wrapCells([{ text: 'abcd', sgr: '31' }, { text: 'ef' }], 3)).toEqual([
			[{ text: 'abc', sgr: '31' }],
			[{ text: 'd', sgr: '31' }, { text: 'ef' }],
		]);
	});

	test('never cuts a wide character', () => {
		expect(wrapCells([{ text: 'a漢字b' }], 4)).toEqual([[{ text: 'a漢' }], [{ text: '字b' }]]);
	});
});
