import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../helpers/engine/scene.js';
import { closeTerminals, type Terminal } from '../helpers/terminal/terminal.js';
import { openPlimsoll } from '../pty/plimsoll.js';

const { skip, engine } = engineOrSkip();

/** Text that may do harm when it reaches a terminal unchanged. */
const hostile = [
	'\x1b]52;c;c3RvbGVu\x07',
	'\x1b]0;owned\x07',
	'\x1b[2J\x1b[H',
	'\x1b[?1049l\x1b[?25h\x1b[?1000h',
	'\x9b31m\x90q\x9c',
	'\u202egnp.exe\u2066',
	'日本語\u200b\ufeffe\u0301👩‍👩‍👧',
	'\r\rover\x08\x08\b',
].join('·');

describe.skipIf(skip)('text from outside', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'hostile');
		const octal = [...Buffer.from(hostile)].map(byte => `\\\\0${byte.toString(8)}`).join('');
		const script = [
			`printf '%b\\n' "${octal}"`,
			`printf 'nul:\\0:bad:\\377\\376:end\\n'`,
			`head -c 1000000 /dev/zero | tr '\\0' x; echo`,
			`for i in 1 2 3; do printf "progress $i\\r"; done; echo; echo last-line`,
			'sleep 1000',
		].join('; ');
		const config = { Labels: { [hostile]: hostile }, Env: [`NASTY=${hostile}`, 'API_TOKEN=hush-hush'], Hostname: 'h' };
		await scene.run('evil', ['sh', '-c', script], config);
	});
	afterEach(closeTerminals);
	afterAll(() => scene.clear());

	function expectUnmoved(terminal: Terminal): void {
		const screen = terminal.screen();
		expect(screen[1]).toMatch(/^┌ 1 Containers .*┐┌.*┐$/);
		expect(screen[38]).toMatch(/^└─+┘└─+┘$/);
		// The detail's border is in the same column in every row.
		for (let y = 2; y < 38; y++) {
			expect(terminal.cell(119, y).text, `row ${y}: ${screen[y]}`).toMatch(/[│┐┘┃█]/);
			expect(terminal.cell(0, y).text).toMatch(/[│├]/);
		}
		expect(terminal.title).toBe('');
		expect(terminal.clipboard).toBeUndefined();
		expect(terminal.modes).toMatchObject({ alternateScreen: true, mouse: false, cursorVisible: false });
		expect(screen.join('')).not.toMatch(/[\u202a-\u202e\u2066-\u2069\x00-\x1f\x7f-\x9f]/);
	}

	test('does not shift the layout in any tab, and secrets stay hidden', async () => {
		const terminal = openPlimsoll({ host: engine.host });
		await terminal.until(/1 Containers \d/);
		await terminal.press('/');
		await terminal.until(() => terminal.modes.cursorVisible);
		await terminal.type(scene.mark);
		await terminal.until('· 1 found');
		await terminal.press('enter');
		await terminal.until(() => !terminal.modes.cursorVisible);
		await terminal.until('last-line');
		expectUnmoved(terminal);
		expect(terminal.screen().join('\n')).toContain('nul:');
		await terminal.press('l', 't', 'w', 'g');
		await terminal.until(/\d{4}-\d\d-\d\d.*xxxx|xxxx/);
		expectUnmoved(terminal);
		await terminal.press('G', 't', 'w', 'esc');
		for (const tab of ['Stats', 'Inspect', 'Env', 'Top', 'Mounts', 'Network']) {
			await terminal.press('right');
			await terminal.until(`[${tab}]`);
			if (tab === 'Env') {
				await terminal.until('API_TOKEN');
			}
			expectUnmoved(terminal);
			expect(terminal.screen().join('\n')).not.toContain('hush-hush');
		}
	});
});
