import { expect, test } from 'vitest';
import { addToast, endCommand, noteCommand, startCommand } from '../../source/state/messages.js';
import { state } from '../helpers/state/state.js';

test('a message of several lines is joined to one line in toasts and in the command log', () => {
	const text = 'WARNING: the host key has changed!\n  Host key verification failed.';
	const line = 'WARNING: the host key has changed! Host key verification failed.';
	const shown = addToast(state(), { id: 1, level: 'bad', text, until: 1 });
	expect(shown.toasts.map(toast => toast.text)).toEqual([line]);
	expect(addToast(shown, { id: 2, level: 'bad', text, until: 2 }).toasts).toHaveLength(1);
	const running = startCommand(state(), { id: 3, command: ['docker', 'ps'], at: 0 });
	const ended = endCommand(running, 3, { status: 'failed', milliseconds: 1, message: text });
	expect(ended.commands.at(-1)?.message).toBe(line);
	expect(noteCommand(ended, 3, 'a\nb').commands.at(-1)?.message).toBe('a b');
	expect(endCommand(running, 3, { status: 'done', milliseconds: 1 }).commands.at(-1)).not.toHaveProperty('message');
});
