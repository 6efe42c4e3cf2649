import { describe, expect, test } from 'vitest';
import { actionTable } from '../../../source/actions/table/table.js';
import type { Line } from '../../../source/domain/text/line.js';
import { lineWidth } from '../../../source/domain/text/lines.js';
import { sanitize } from '../../../source/domain/text/sanitize.js';
import type { NounId } from '../../../source/panes/noun.js';
import { nounIds } from '../../../source/panes/panes.js';
import { focusPane } from '../../../source/state/lists/selection.js';
import { currentLayout, tabsOf } from '../../../source/state/selectors.js';
import type { State } from '../../../source/state/state.js';
import { asciiGlyphs, unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { connectView } from '../../../source/ui/views/connect-view.js';
import { detailView } from '../../../source/ui/views/detail/detail-view.js';
import { footerView } from '../../../source/ui/views/footer-view.js';
import { headerView } from '../../../source/ui/views/header/header-view.js';
import { listView } from '../../../source/ui/views/list/list-view.js';
import { smallView } from '../../../source/ui/views/small-view.js';
import fc from '../../helpers/fast-check.js';
import {
	container,
	detail,
	dockerContext,
	host,
	image,
	imageDetail,
	longId,
	network,
	reading,
	volume,
} from '../../helpers/state/builders.js';
import { keyHints } from '../../helpers/state/frame.js';
import { log } from '../../helpers/state/log.js';
import { open, state, withDetails, withReadings, withResource } from '../../helpers/state/state.js';

/** Text as the engine layer passes it on: of any length, with wide and combining characters, without control sequences. */
const words = fc
	.oneof(
		fc.string({ maxLength: 12 }),
		fc.string({ unit: 'grapheme', maxLength: 200 }),
		fc.constant('容器名'.repeat(40)),
	)
	.map(text => sanitize(text));

type Drawn = {
	text: string;
	columns: number;
	rows: number;
	pane: NounId;
	tab: number;
	zoom: State['zoom'];
	focus: State['focus'];
};
const drawn: fc.Arbitrary<Drawn> = fc.record({
	text: words,
	columns: fc.integer({ min: 40, max: 210 }),
	rows: fc.integer({ min: 10, max: 60 }),
	pane: fc.constantFrom(...nounIds),
	tab: fc.nat(6),
	zoom: fc.constantFrom<State['zoom']>('none', 'list', 'detail'),
	focus: fc.constantFrom<State['focus']>('list', 'detail'),
});

function built({ text, columns, rows, pane, tab, zoom, focus }: Drawn): State {
	const id = longId(text || 'x');
	const tagged = image(text || 'x', { tags: [text, text] });
	const lists = {
		containers: [container(text || 'x', { image: text, health: 'unhealthy', command: text }), container('b')],
		images: [tagged],
		volumes: [volume(text || 'x', { driver: text })],
		networks: [network(text || 'x')],
		contexts: [dockerContext(text || 'x', { url: text, description: text, origin: text })],
	};
	const raw = { [text]: [text, { Env: [`${text}=${text}`] }] };
	const size = { columns, rows };
	const commands: State['commands'] = [{ id: 1, command: ['docker', text], at: 0, status: 'failed', message: text }];
	const layer = { id: text, createdAt: 0, createdBy: text, size: 1, comment: text, tags: [] };
	let filled = withReadings(state(lists, { size, zoom, commands, host: { ...host, name: text } }), {
		[id]: [reading({ cpuPercent: 99 })],
	});
	filled = withResource(filled, 'processes', id, { titles: ['PID', 'CMD'], rows: [['1', text]] });
	filled = withResource(filled, 'image', tagged.id, imageDetail(tagged.id, { raw }));
	filled = withResource(filled, 'history', tagged.id, [layer]);
	filled = withResource(filled, 'volume', text, { volume: volume(text), raw });
	filled = withResource(filled, 'network', longId(`net${text || 'x'}`), { network: network(text), raw });
	const known = withDetails(filled, detail(text || 'x', { id, env: [`${text}=${text}`], raw, error: text }));
	const focused = {
		...focusPane(known, pane),
		focus,
		logs: log(id, { lines: [{ stream: 'stdout', time: '', text }], search: text.slice(0, 1) }),
	};
	const tabs = tabsOf(pane);
	return open(focused, tabs[tab % tabs.length]!.id, focus);
}

const glyphSets = [unicodeGlyphs, asciiGlyphs];

function expectFilled(lines: readonly Line[], width: number, height: number) {
	expect(lines.map(lineWidth)).toEqual(Array.from({ length: height }, () => width));
}

describe('every line of every view has the requested width', () => {
	test('in the header and the footer', () => {
		fc.assert(
			fc.property(drawn, fc.integer({ min: 1, max: 210 }), (input, width) => {
				for (const glyphs of glyphSets) {
					expectFilled(headerView(built(input), width, 1, glyphs), width, 1);
					expectFilled(footerView(built(input), width, 1, glyphs, keyHints), width, 1);
				}
			}),
			{ numRuns: 60 },
		);
	});

	test('in the list and the detail', () => {
		fc.assert(
			fc.property(drawn, input => {
				const shown = built(input);
				const layout = currentLayout(shown);
				const { detail: rect, panes } = layout;
				for (const glyphs of glyphSets) {
					if (rect) {
						expectFilled(detailView(shown, rect.width, rect.height, glyphs), rect.width, rect.height);
					}
					const width = panes[0]?.rect.width ?? 0;
					const height = panes.reduce((sum, pane) => sum + pane.rect.height, 0);
					expectFilled(listView(shown, width, height, glyphs), width, height);
				}
			}),
			{ numRuns: 120 },
		);
	});

	test('in a detail of any size', () => {
		fc.assert(
			fc.property(drawn, fc.integer({ min: 2, max: 120 }), fc.integer({ min: 2, max: 40 }), (input, width, height) => {
				expectFilled(detailView(built(input), width, height, unicodeGlyphs), width, height);
			}),
			{ numRuns: 120 },
		);
	});

	test('in the connect screen and in a window that is too small', () => {
		fc.assert(
			fc.property(words, fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 40 }), (text, width, height) => {
				const endpoint = { url: text, origin: text, context: text };
				const attempts = [{ endpoint, kind: 'other', reason: text, cure: text }];
				const lost = state({}, { connection: { status: 'lost', attempts, attempt: 2, retryAt: 0 }, endpoint });
				expectFilled(connectView(lost, width, height, unicodeGlyphs, actionTable), width, height);
				expectFilled(smallView(lost, width, height, unicodeGlyphs), width, height);
			}),
			{ numRuns: 60 },
		);
	});
});
