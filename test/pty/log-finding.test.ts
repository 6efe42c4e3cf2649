import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../helpers/engine/scene.js';
import { hang, type RecordingProxy, startRecordingProxy } from '../helpers/proxy/recording-proxy.js';
import { closeTerminals, type Terminal } from '../helpers/terminal/terminal.js';
import { filter, openPlimsoll } from './plimsoll.js';

const { skip, engine } = engineOrSkip();
const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-finding-'));
const config = path.join(folder, 'config.yaml');
// The last 1000 lines are read first, and the rest are older lines.
writeFileSync(config, 'logLines: 2500\nmouse: true\n');
afterAll(() => rmSync(folder, { recursive: true }));

/** 3000 lines, every 100th one structured: an error, or a warning. */
const script = `
i=0
while [ $i -lt 3000 ]; do
	i=$((i + 1))
	case $i in
		*500) echo "{\\"level\\":\\"error\\",\\"msg\\":\\"payment failed\\",\\"status\\":503,\\"n\\":$i}";;
		*00) echo "level=warn msg=\\"payment slow\\" status=200 n=$i";;
		*) echo "line $i of the log";;
	esac
done
exec sleep 100000`;

describe.skipIf(skip)('finding lines in the shipped program', () => {
	let scene: Scene;
	let proxy: RecordingProxy;
	let terminal: Terminal;
	const text = () => terminal.screen().join('\n');

	beforeAll(async () => {
		scene = createScene(engine, 'find');
		await scene.run('talk', ['sh', '-c', script]);
	});
	afterAll(() => scene.clear());
	beforeEach(async () => {
		proxy = await startRecordingProxy({ target: engine.host, listen: path.join(folder, 'find.sock') });
		terminal = openPlimsoll({ host: proxy.host, args: ['--config', config] });
		await terminal.until(/1 Containers \d/);
		await filter(terminal, scene.mark);
		await terminal.until(/talk-/);
		await terminal.press('l', 'z');
		await terminal.until('line 2999 of the log');
	});
	afterEach(async () => {
		await closeTerminals();
		await proxy.close();
	});

	async function type(key: string, words: string): Promise<void> {
		await terminal.press(key);
		await terminal.type(words);
		await terminal.press('enter');
	}

	test('filters by several chips, each of which Backspace removes', async () => {
		await type('&', 'payment');
		await terminal.until('&[payment]');
		expect(text()).toContain('payment slow');
		await type('&', 'status>=500');
		await terminal.until('&[payment] [status>=500]');
		await terminal.until(screen => !screen.join('\n').includes('payment slow'));
		await terminal.until('payment failed');
		await terminal.press('&', 'backspace', 'enter');
		await terminal.until('payment slow');
		expect(text()).toContain('&[payment]');
		await terminal.press('c');
		await terminal.until('±3');
		await terminal.until('line 2997 of the log');
		await terminal.press('&', 'backspace', 'enter');
		await terminal.until(screen => !screen.join('\n').includes('&['));
		await terminal.until('line 2990 of the log');
	});

	test('searches with n and N, in older lines as well, and marks lines', async () => {
		await type('/', 'failed');
		await terminal.until('/failed 1/1');
		await terminal.press('N');
		await terminal.until('n=2500');
		await terminal.press('m');
		await terminal.press('N');
		await terminal.until('/failed 1/2');
		await terminal.until('n=1500');
		await terminal.press('N');
		await terminal.until('n=500');
		await terminal.until('/failed 1/3');
		await terminal.press('G');
		await terminal.until('line 2999 of the log');
		await terminal.press('b');
		await terminal.until('n=2500');
	});

	test('goes to a time, and reads older lines while scrolling up', async () => {
		// The line stays where it is while a page is put before it.
		await terminal.press('g');
		await terminal.until('at line 1001 of 2000');
		expect(text()).toContain('line 2001 of the log');
		await terminal.press('k');
		await terminal.until('at line 1000 of 2000');
		// A log without a line for a minute is asked for its last one as well, which a slow machine may see: only pages have an end.
		const pages = proxy.of('GET /containers/*/logs').filter(({ query }) => query.has('until'));
		expect(pages).toHaveLength(1);
		await type('a', '-1h');
		await terminal.until('The log begins after this time');
		await type('a', '-1s');
		await terminal.until('n=3000');
	});

	test('cancels a search in older lines with Esc', async () => {
		await type('/', '/failed.*n=2?500/');
		await terminal.until('1/1');
		await terminal.press('N');
		await terminal.until('n=2500');
		proxy.fault('GET /containers/*/logs', hang());
		await terminal.press('N');
		await terminal.until('searching older… Esc cancels');
		await terminal.press('esc');
		await terminal.until(screen => !screen.join('\n').includes('searching older'));
		expect(text()).toContain('n=2500');
	});

	test('a click puts the cursor on the line under it, with and without the histogram', async () => {
		await terminal.press('g');
		await terminal.until('at line 1001 of 2000');
		for (let round = 0; round < 2; round++) {
			await terminal.until(/line 20\d5 of the log/);
			const y = terminal.screen().findIndex(row => /line 20\d5 of the log/.test(row));
			const words = /line 20\d5 of the log/.exec(terminal.screen()[y]!)![0];
			await terminal.type(`\x1b[<0;30;${y + 1}M\x1b[<0;30;${y + 1}m`);
			// The menu shows the line with the cursor.
			await terminal.press('y');
			await terminal.until(new RegExp(`Line as written +${words}`));
			await terminal.press('esc');
			await terminal.until(screen => !screen.join('\n').includes('Line as written'));
			await terminal.press(':');
			await terminal.type('hide the histogram');
			await terminal.until(/→ hide the histogram/);
			await terminal.press('enter');
			await terminal.until(() => terminal.screen()[y]?.includes(words) === false);
		}
	});
});
