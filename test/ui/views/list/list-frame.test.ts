import { describe, expect, test } from 'vitest';
import type { Line } from '../../../../source/domain/text/line.js';
import { plainText } from '../../../../source/domain/text/lines.js';
import { failListing } from '../../../../source/state/lists/listing.js';
import { moveSelection, withPane } from '../../../../source/state/lists/selection.js';
import type { State } from '../../../../source/state/state.js';
import { unicodeGlyphs } from '../../../../source/ui/glyphs.js';
import { listView } from '../../../../source/ui/views/list/list-view.js';
import { container } from '../../../helpers/state/builders.js';
import { fleet } from '../../../helpers/state/fleet.js';
import { text } from '../../../helpers/state/frame.js';
import { state } from '../../../helpers/state/state.js';

const view = (state: State): readonly Line[] => listView(state, 62, 38, unicodeGlyphs);

describe('the frame of a list', () => {
	test('keeps the rows of a list that could not be refreshed, and marks it', () => {
		const stale = failListing(fleet(), 'containers', 'timeout');
		expect(text(view(stale))).toContain('✗ not refreshed');
		expect(text(view(stale))).toContain('postgres:16');
	});

	test('shows how many rows are hidden if none is visible', () => {
		const hidden = withPane(state({ containers: [container('a', { state: 'created' })] }), 'containers', {
			all: false,
		});
		expect(text(view(hidden))).toContain('none shown, 1 hidden');
	});

	test('shows the position in a long list', () => {
		const many = state({ containers: Array.from({ length: 200 }, (_, index) => container(`c${index}`)) });
		const bar = (state: State) => view(state).map(line => plainText(line).at(-1) === '┃');
		expect(bar(many).indexOf(true)).toBe(1);
		expect(bar(moveSelection(many, 199)).indexOf(true)).toBeGreaterThan(10);
	});

	test('shows the sort column and its direction', () => {
		expect(text(view(withPane(fleet(), 'containers', { sort: 'memory' })))).toContain('Memory ▼');
		expect(text(view(withPane(fleet(), 'containers', { sort: 'memory', reverse: true })))).toContain('Memory ▲');
	});
});
