import { setTimeout as sleep } from 'node:timers/promises';
import type { Terminal } from '../../test/helpers/terminal/terminal.js';

/** All that a step needs of a terminal; `pass` lets milliseconds pass. */
export type Player = Pick<Terminal, 'press' | 'type' | 'paste' | 'resize'> & {
	until(text: string): Promise<void>;
	pass(ms: number): Promise<void>;
};

/** A terminal in the time of this machine. */
export const live = (terminal: Terminal): Player => ({ ...terminal, pass: ms => sleep(ms) });

/**
 * Plays one step on a terminal: `wait:text` until the text is on the screen, `pause:500` milliseconds, `type:text`,
 * `paste:text`, `size:100x30`, or else names of keys with spaces between them. `between` ms pass after each key.
 */
export async function perform(player: Player, step: string, between = 0): Promise<void> {
	const [, kind, argument = ''] = /^(wait|pause|type|paste|size):(.*)$/s.exec(step) ?? [];
	if (kind === 'wait') {
		return player.until(argument);
	}
	if (kind === 'pause') {
		return player.pass(Number(argument));
	}
	if (kind === 'paste') {
		return player.paste(argument);
	}
	if (kind === 'size') {
		const [columns = 80, rows = 24] = argument.split('x').map(Number);
		return player.resize(columns, rows);
	}
	if (kind === 'type') {
		return type(player, argument, between);
	}
	for (const key of step.split(' ').filter(Boolean)) {
		await player.press(key);
		await player.pass(between);
	}
}

async function type(player: Player, text: string, between: number): Promise<void> {
	for (const { segment } of new Intl.Segmenter().segment(text)) {
		await player.type(segment);
		await player.pass(between);
	}
}

/** Resolves when nothing has been written for `quiet` ms, or after `deadline` ms if the screen never rests. */
export async function rest(terminal: Terminal, quiet = 250, deadline = 3000): Promise<void> {
	const until = performance.now() + deadline;
	let bytes = -1;
	while (bytes !== terminal.bytes && performance.now() < until) {
		bytes = terminal.bytes;
		await sleep(quiet);
	}
}
