import { describe, expect, test } from 'vitest';
import { plainText } from '../../../source/domain/text/lines.js';
import type { CommandEntry, State, Toast } from '../../../source/state/state.js';
import { unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { footerView } from '../../../source/ui/views/footer-view.js';
import { longId } from '../../helpers/state/builders.js';
import { keyHints } from '../../helpers/state/frame.js';
import { state } from '../../helpers/state/state.js';

const entry = (change: Partial<CommandEntry>): CommandEntry => ({
	id: 1,
	command: ['docker', 'stop', 'my db'],
	at: 0,
	status: 'done',
	...change,
});
const footer = (change: Partial<State>, width = 120) =>
	plainText(footerView(state({}, change), width, 1, unicodeGlyphs, keyHints)[0]!);
const toast = (change: Partial<Toast>): Toast => ({ id: 1, level: 'info', text: 'Copied', until: 0, ...change });

describe('the footer', () => {
	test('shows the last command as typed in a shell, with its result', () => {
		expect(footer({ commands: [entry({ milliseconds: 412 })] })).toMatch(/^ ✓ docker stop 'my db' {2}0\.4s /);
		expect(footer({ commands: [entry({ status: 'running' })] })).toMatch(/^ … docker stop 'my db' /);
		expect(footer({ commands: [entry({ status: 'failed', message: 'No such container: db' })] })).toMatch(
			/^ ✗ docker stop 'my db' {2}No such container: db /,
		);
	});

	test('shows a toast instead of the last command', () => {
		expect(footer({ commands: [entry({})], toasts: [toast({ level: 'warn', text: 'Port 80 is taken' })] })).toMatch(
			/^ ! Port 80 is taken /,
		);
	});

	test('shows a command that started after the toast instead of it', () => {
		const failure = toast({ id: 2, level: 'bad', text: 'Remove db: No such container: db' });
		expect(footer({ commands: [entry({ id: 1, status: 'failed' })], toasts: [failure] })).toMatch(/^ ✗ Remove db: /);
		const stopping = entry({ id: 3, status: 'running' });
		expect(footer({ commands: [stopping], toasts: [failure] })).toMatch(/^ … docker stop 'my db' /);
	});

	test('ends with the keys that apply now', () => {
		expect(footer({})).toMatch(/ \? help {2}l logs {2}e shell {2}s stop {2}r restart {2}: all$/);
	});

	test('drops the last keys first, and leaves the message its share', () => {
		const line = footer({ commands: [entry({ status: 'failed', message: 'x'.repeat(200) })] }, 60);
		expect(line).toContain('? help');
		expect(line).not.toContain(': all');
		expect(line).toMatch(/^ ✗ docker stop 'my db' {2}x+…/);
	});

	test('shortens full ids in messages of the engine', () => {
		const text = `Remove db: No such container: ${longId('db')}`;
		expect(footer({ toasts: [toast({ level: 'bad', text })] })).toContain(`: ${longId('db').slice(0, 12)}  `);
	});

	test('gives a warning the width of the keys', () => {
		const text = `config.yaml:2:10: ${'x'.repeat(80)}`;
		expect(footer({ toasts: [toast({ level: 'warn', text })] })).toContain(text);
		expect(footer({ toasts: [toast({ level: 'info', text })] })).not.toContain(text);
	});

	test('counts running tasks', () => {
		const task = {
			id: 1,
			title: 'pull',
			command: [],
			status: 'running',
			startedAt: 0,
			progress: { kind: 'none' },
		} as const;
		expect(footer({ tasks: [task] })).toContain('1 task running');
	});
});
