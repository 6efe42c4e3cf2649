import { readFileSync, rmSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { reportCrash } from '../../source/cli/crash.js';
import type { CommandEntry } from '../../source/state/state.js';
import { state } from '../helpers/state/state.js';

let lastId = 0;
const entry = (status: CommandEntry['status'], ...command: string[]): CommandEntry => ({
	id: ++lastId,
	command: ['docker', ...command],
	at: 0,
	status,
});

/** Returns the screen of a crash after these commands. */
async function screenAfter(commands: readonly CommandEntry[] | undefined): Promise<string> {
	let screen = '';
	const out = {
		write(text: string) {
			screen += text;
		},
	};
	await reportCrash(new Error('oops'), commands && state({}, { commands }), '0.0.0', out);
	const file = /is in (\S+)\.\n/.exec(screen)?.[1] ?? '';
	onTestFinished(() => rmSync(file, { force: true }));
	expect(readFileSync(file, 'utf8')).toContain('oops');
	return screen;
}

const untouched = 'Nothing was sent that changes anything: your containers were not touched.';

describe('the screen of a crash', () => {
	test.each([
		['before the dashboard has started', undefined],
		['without commands', []],
		['after a command that changes nothing', [entry('done', 'save', '-o', 'x.tar', 'web')]],
	] as const)('says that nothing was touched %s', async (_, commands) => {
		expect(await screenAfter(commands)).toContain(untouched);
	});

	test.each(['done', 'failed', 'cancelled', 'running'] as const)(
		'does not say that nothing was touched after a change that is %s',
		async status => {
			const screen = await screenAfter([entry(status, 'stop', 'web')]);
			expect(screen).not.toContain('not touched');
			expect(screen).toContain(status === 'running' ? '  docker stop web\n' : '1 command had ended before.');
		},
	);

	test('lists the commands under way, which the engine may still carry out', async () => {
		const screen = await screenAfter([
			entry('done', 'start', 'db'),
			entry('running', 'pull', 'busybox'),
			entry('failed', 'rm', 'x'),
			entry('running', 'stop', 'web'),
		]);
		expect(screen).toContain(
			'the engine may have done it, or still do it:\n  docker pull busybox\n  docker stop web\n',
		);
		expect(screen).toContain('2 commands had ended before.');
	});

	test('lists five commands and the number of others', async () => {
		const screen = await screenAfter(Array.from({ length: 8 }, (_, index) => entry('running', 'stop', `web${index}`)));
		expect(screen.match(/ {2}docker stop/g)).toHaveLength(5);
		expect(screen).toContain('  and 3 more');
	});

	test('shows no secret and no control characters', async () => {
		const screen = await screenAfter([entry('running', 'run', '-e', 'https://me:pa55@host', '\x1b]0;t\x07web')]);
		expect(screen).not.toContain('pa55');
		expect(screen).not.toMatch(/[\x1b\x07]/);
	});
});
