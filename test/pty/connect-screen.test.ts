import { afterEach, describe, expect, test } from 'vitest';
import { closeTerminals } from '../helpers/terminal/terminal.js';
import { openBetweenLines, openPlimsoll, untouched } from './plimsoll.js';

afterEach(closeTerminals);

const nowhere = 'unix:///nonexistent/docker.sock';

describe('without an engine', () => {
	test('the dashboard shows each attempt with its reason, keeps trying, and opens the demo on d', async () => {
		const terminal = openPlimsoll({ host: nowhere });
		await terminal.until('/nonexistent/docker.sock');
		await terminal.until(/no such (file|socket)|ENOENT|does not exist|no socket/i);
		await terminal.until(/attempt 2|tried twice|2 attempts/i);
		await terminal.press('d');
		await terminal.until(/1 Containers \d/);
		expect(terminal.screen()[0]).toMatch(/demo/i);
	});

	test('the dashboard quits on q and restores the terminal', async () => {
		const terminal = openBetweenLines({ host: nowhere });
		await terminal.until('/nonexistent/docker.sock');
		await terminal.press('q');
		await terminal.until('after 0');
		expect(terminal.screen().filter(Boolean)).toEqual(['before', 'after 0']);
		expect(terminal.modes).toEqual(untouched);
	});

	test('the dashboard names a host with an unsupported scheme', async () => {
		const terminal = openPlimsoll({ args: ['-H', 'ftp://nowhere'] });
		await terminal.until(/ftp/);
		await terminal.press('q');
		expect((await terminal.exited).code).toBe(0);
	});
});
