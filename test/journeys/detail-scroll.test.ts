import { describe, expect, onTestFinished, test } from 'vitest';
import { plainText } from '../../source/domain/text/lines.js';
import { settleDetail } from '../../source/state/detail/detail-scroll.js';
import { detailViewport } from '../../source/state/detail/detail-viewport.js';
import { histogramRows } from '../../source/state/logs/find/log-histogram.js';
import { currentLayout, currentTab } from '../../source/state/selectors.js';
import { glyphs } from '../../source/ui/glyphs.js';
import { detailView } from '../../source/ui/views/detail/detail-view.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';

const sizes = [
	[40, 10],
	[80, 24],
	[120, 40],
	[200, 60],
] as const;

async function openTab(tab: string, columns: number, rows: number): Promise<Dashboard> {
	const app = await openDashboard({ columns, rows });
	onTestFinished(() => app.close());
	await app.press('l');
	while (app.state().panes.containers.tab !== tab) {
		await app.press(']');
	}
	return app;
}

const seen = (app: Dashboard) => detailViewport(app.state())!;

/** Rows of the detail's body as drawn, without its borders and scroll bar; of the log without its histogram and status line. */
function drawn(app: Dashboard): readonly string[] {
	const { detail } = currentLayout(app.state());
	const lines = detailView(app.state(), detail!.width, detail!.height, glyphs(false));
	const { logs } = app.state();
	const from = 1 + (currentTab(app.state()) === 'logs' ? histogramRows(logs, detail!.height - 2) : 0);
	return lines.slice(from, from + seen(app).height).map(line => plainText(line).slice(1, -1).trimEnd());
}

describe.each(['inspect', 'env', 'stats'])('the %s tab', tab => {
	test.each(sizes)('scrolls at once in both directions, from any place, at %i×%i', async (columns, rows) => {
		const app = await openTab(tab, columns, rows);
		const { last, height } = seen(app);
		const at = async (...keys: string[]) => {
			await app.press(...keys);
			expect(settleDetail(app.state())).toBe(app.state());
			expect(app.state().text.top).toBe(seen(app).top);
			return seen(app).top;
		};
		expect(await at('G')).toBe(last);
		const atEnd = drawn(app);
		expect(await at('k')).toBe(Math.max(0, last - 1));
		if (last > 0 && tab !== 'stats') {
			expect(drawn(app).slice(1)).toEqual(atEnd.slice(0, -1));
		}
		expect(await at('j', 'j', 'end', 'pagedown', 'ctrl-d', 'down')).toBe(last);
		expect(await at('pageup')).toBe(Math.max(0, last - Math.max(1, height - 1)));
		expect(await at('g', 'k', 'pageup')).toBe(0);
		expect(await at('j')).toBe(Math.min(1, last));
		expect(await at('home', 'pagedown')).toBe(Math.min(last, Math.max(1, height - 1)));
	});

	test('keeps its offset within what is drawn when the window changes', async () => {
		const app = await openTab(tab, 40, 10);
		await app.press('G');
		for (const [columns, rows] of [...sizes, ...[...sizes].reverse()]) {
			app.runtime.resize({ columns, rows });
			expect(app.state().text.top).toBe(seen(app).top);
			await app.press('G');
		}
	});
});

describe('the log', () => {
	test('pages by one row less than are seen', async () => {
		const app = await openTab('logs', 120, 20);
		await app.until(({ logs }) => logs.lines.length > 40);
		await app.press('g');
		// Older lines may have come above it.
		await app.until(({ older }) => older === undefined);
		const { height, top } = seen(app);
		const first = drawn(app);
		await app.press('pagedown');
		expect(seen(app).top).toBe(top + height - 1);
		expect(drawn(app)[0]).toBe(first.at(-1));
		await app.press('pageup');
		expect(drawn(app)).toEqual(first);
		await app.press('G');
		expect(app.state().logs.follow).toBe(true);
	});
});

test('n shows the hit that it found in the first row', async () => {
	const app = await openTab('inspect', 120, 20);
	await app.press('/');
	await app.type('hostconfig');
	await app.press('enter', 'n');
	expect(drawn(app)[0]).toContain('"HostConfig"');
	await app.press('g', 'N');
	expect(drawn(app)[0]).toContain('"HostConfig"');
});
